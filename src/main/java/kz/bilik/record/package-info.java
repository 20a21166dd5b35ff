/** What all records have in common: the form of their numbers, savepoints, and what one transaction has read of them. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package kz.bilik.record;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
