/** The one-time voucher: issue, validity, sick leave, use, cancellation (cl. 10-13). */
@NullMarked
package kz.bilik.voucher;

import org.jspecify.annotations.NullMarked;
