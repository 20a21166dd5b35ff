/**
 * The proof that records are as they were written: an entry for each, written in its transaction, chained by hashes and
 * sealed each day; who looks finds what was changed, taken away or put in past the product.
 */
@ApplicationModule(
        allowedDependencies = {"calendar", "catalogue", "language", "notice", "officer", "record", "signature"})
@NullMarked
package kz.bilik.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
