/** Exam protocol, services act, reimbursement (cl. 14-16). */
@NullMarked
package kz.bilik.settlement;

import org.jspecify.annotations.NullMarked;
