/** Payment orders, their file and the bank's answer, repair of what the bank rejected (cl. 17). */
@NullMarked
package kz.bilik.payment;

import org.jspecify.annotations.NullMarked;
