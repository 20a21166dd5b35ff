/** The one-time voucher: issue, validity, sick leave, use, cancellation (cl. 10-13). */
@ApplicationModule(
        allowedDependencies = {
            "application",
            "calendar",
            "catalogue",
            "distribution",
            "document",
            "identity",
            "language",
            "law",
            "notice",
            "officer",
            "problem",
            "record",
            "signature"
        })
@NullMarked
package kz.bilik.voucher;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
