/** Payment orders, their file and the bank's answer, repair of what the bank rejected (cl. 17). */
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
            "officer :: keeping",
            "problem",
            "record",
            "settlement",
            "signature"
        })
@NullMarked
package kz.bilik.payment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
