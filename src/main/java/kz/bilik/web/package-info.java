/** REST API, pages, public verification: the product's one door. */
@ApplicationModule(
        allowedDependencies = {
            "application",
            "application :: cabinet",
            "calendar",
            "casefile",
            "catalogue",
            "distribution",
            "distribution :: cabinet",
            "document",
            "identity",
            "language",
            "law",
            "notice",
            "officer",
            "payment",
            "problem",
            "record",
            "settlement",
            "signature",
            "voucher",
            "voucher :: cabinet"
        })
@NullMarked
package kz.bilik.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
