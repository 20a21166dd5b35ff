/** The case, the act and the distribution as somebody may read them: who reads what, in which words; writes nothing but who has read it. */
@ApplicationModule(
        allowedDependencies = {
            "application",
            "application :: cabinet",
            "calendar",
            "catalogue",
            "document",
            "identity",
            "language",
            "notice",
            "officer",
            "payment",
            "payment :: desk",
            "problem",
            "record",
            "settlement",
            "signature",
            "voucher",
            "voucher :: cabinet"
        })
@NullMarked
package kz.bilik.casefile;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
