/** How the modules keep their records: what one transaction has read of them, and moments as the law counts them. */
@NullMarked
package kz.bilik.record;

import org.jspecify.annotations.NullMarked;
