/** Exam protocol, services act, reimbursement (cl. 14-16). */
@ApplicationModule(
        allowedDependencies = {
            "application",
            "calendar",
            "catalogue",
            "document",
            "identity",
            "language",
            "law",
            "notice",
            "officer",
            "problem",
            "record",
            "signature",
            "voucher"
        })
@NullMarked
package kz.bilik.settlement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
