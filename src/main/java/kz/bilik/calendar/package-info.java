/** Legal time: the legal clock, working days, and deadlines that explain themselves. */
@ApplicationModule(allowedDependencies = {"language", "problem"})
@NullMarked
package kz.bilik.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
