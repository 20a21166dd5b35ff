/** The diagrams' pages: one {@code @Configuration} per diagram, and the only module that is written against the engine. */
@ApplicationModule(
        allowedDependencies = {
            "application",
            "application :: cabinet",
            "application :: steps",
            "calendar",
            "casefile",
            "casefile :: people",
            "catalogue",
            "distribution :: steps",
            "edition",
            "history",
            "identity",
            "integration",
            "language",
            "law",
            "migration",
            "officer",
            "officer :: keeping",
            "officer :: signin",
            "payment",
            "payment :: desk",
            "problem",
            "record",
            "settlement",
            "voucher",
            "voucher :: steps"
        })
@NullMarked
package kz.bilik.process;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
