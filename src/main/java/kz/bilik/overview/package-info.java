/** Where all cases stand, kept ready for lists: one row a case, written anew in each transaction that touches the case. */
@ApplicationModule(allowedDependencies = {"calendar", "casefile", "language", "officer", "record"})
@NullMarked
package kz.bilik.overview;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
