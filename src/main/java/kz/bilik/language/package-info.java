/** Kazakh, Russian, English: every text that a person reads comes from here. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package kz.bilik.language;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
