/** What the engine's own texts, forms and columns say in the officer's language. */
@NullMarked
package kz.bilik.process.words;

import org.jspecify.annotations.NullMarked;
