/** Vouchers between the regions: how they are distributed, the quotas that follow, and their ledger (cl. 3.3 (b), 18). */
@ApplicationModule(
        allowedDependencies = {
            "calendar",
            "catalogue",
            "language",
            "law",
            "notice",
            "officer",
            "officer :: keeping",
            "problem",
            "record"
        })
@NullMarked
package kz.bilik.distribution;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
