/** REST API, pages, public verification: in five rooms, of which the door lies lowest, and input around all. */
@ApplicationModule(
        allowedDependencies = {
            "application",
            "application :: cabinet",
            "application :: refusal",
            "audit",
            "calendar",
            "casefile",
            "casefile :: people",
            "catalogue",
            "database",
            "distribution",
            "distribution :: cabinet",
            "document",
            "edition",
            "history",
            "identity",
            "integration",
            "language",
            "law",
            "migration",
            "notice",
            "officer",
            "officer :: keeping",
            "officer :: signin",
            "overview",
            "payment",
            "payment :: desk",
            "problem",
            "record",
            "report",
            "retention",
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
