/** Regions, mobility, career and recognition centres, professions and prices (cl. 3.1). */
@ApplicationModule(allowedDependencies = {"identity", "language", "law", "record"})
@NullMarked
package kz.bilik.catalogue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
