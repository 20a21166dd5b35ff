/** Running cases are moved to another version of their diagram: proposed, tried, carried out case by case, and recorded. */
@ApplicationModule(allowedDependencies = {"calendar", "language", "officer", "officer :: keeping", "problem", "record"})
@NullMarked
package kz.bilik.migration;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
