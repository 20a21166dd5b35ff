/** Who an officer is: his role, his place, his account. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package kz.bilik.officer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
