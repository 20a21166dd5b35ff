/** REST API, pages, public verification: in four rooms, of which the door lies lowest. */
@ApplicationModule(
        allowedDependencies = {
            "application",
            "application :: cabinet",
            "calendar",
            "casefile",
            "catalogue",
            "database",
            "distribution",
            "distribution :: cabinet",
            "document",
            "identity",
            "integration",
            "language",
            "law",
            "notice",
            "officer",
            "payment",
            "problem",
            "record",
            "settlement",
            "settlement :: cabinet",
            "signature",
            "voucher",
            "voucher :: cabinet"
        })
@NullMarked
package kz.bilik.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
