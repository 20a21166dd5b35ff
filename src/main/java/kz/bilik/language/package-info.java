/** Kazakh, Russian, English: every text that a person reads comes from here. */
@NullMarked
package kz.bilik.language;

import org.jspecify.annotations.NullMarked;
