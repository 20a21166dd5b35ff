/** Who an officer is: his role, his place, his account. */
@ApplicationModule(allowedDependencies = {"calendar", "language", "problem"})
@NullMarked
package kz.bilik.officer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
