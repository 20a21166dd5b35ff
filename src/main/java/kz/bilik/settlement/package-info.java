/** Exam protocol, services act, reimbursement, payment orders (cl. 14-17). */
@NullMarked
package kz.bilik.settlement;

import org.jspecify.annotations.NullMarked;
