/** The numbers of the law, dated: terms, caps, aid, MCI, requirements; read from the decision tables under {@code processes/}. */
@ApplicationModule(allowedDependencies = {"problem"})
@NullMarked
package kz.bilik.law;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
