/** Adapters to the world outside: Labour Market AIS, NQS platform, bank, mail. */
@NullMarked
package kz.bilik.integration;

import org.jspecify.annotations.NullMarked;
