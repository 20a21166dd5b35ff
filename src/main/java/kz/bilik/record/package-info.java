/** What all records have in common: the form of their numbers, savepoints, what one transaction has read, the demo's tables. */
@NullMarked
package kz.bilik.record;

import org.jspecify.annotations.NullMarked;
