/** What one transaction has read of the records. */
@NullMarked
package kz.bilik.record;

import org.jspecify.annotations.NullMarked;
