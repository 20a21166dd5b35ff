/** Appendix 1: intake, the checks and their refusals (cl. 3, 8, 9). */
@ApplicationModule(
        allowedDependencies = {
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
package kz.bilik.application;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
