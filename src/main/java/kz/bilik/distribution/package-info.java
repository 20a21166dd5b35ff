/** Regional quotas of vouchers: reserve, consume, release (cl. 3.3b, 18). */
@NullMarked
package kz.bilik.distribution;

import org.jspecify.annotations.NullMarked;
