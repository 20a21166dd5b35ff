/** Regions, mobility, career and recognition centres, professions and prices (cl. 3.1), and how they are imported. */
@ApplicationModule(allowedDependencies = {"calendar", "identity", "language", "law", "problem", "record"})
@NullMarked
package kz.bilik.catalogue;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
