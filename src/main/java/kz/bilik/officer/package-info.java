/** Who an officer is: his role, his place, his account. */
@ApplicationModule(allowedDependencies = {"calendar", "identity", "language", "problem", "record"})
@NullMarked
package kz.bilik.officer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
