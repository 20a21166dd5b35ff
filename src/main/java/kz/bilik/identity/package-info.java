/** Personal and business identification numbers and account numbers, with their check digits. */
@ApplicationModule(allowedDependencies = {"problem"})
@NullMarked
package kz.bilik.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
