/** What a case has gone through, over all its diagrams: the path taken, and the trail of who did what, for whoever may read it. */
@ApplicationModule(
        allowedDependencies = {
            "application",
            "application :: cabinet",
            "calendar",
            "casefile",
            "casefile :: people",
            "catalogue",
            "language",
            "law",
            "notice",
            "officer",
            "payment",
            "payment :: desk",
            "settlement",
            "signature",
            "voucher"
        })
@NullMarked
package kz.bilik.history;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
