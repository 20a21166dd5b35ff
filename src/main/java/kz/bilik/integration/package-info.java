/** Adapters to the world outside: Labour Market AIS with its statistics, bank. */
@NullMarked
package kz.bilik.integration;

import org.jspecify.annotations.NullMarked;
