/** Stored files with their SHA-256 and what types are accepted. */
@ApplicationModule(allowedDependencies = {"calendar", "problem", "record"})
@NullMarked
package kz.bilik.document;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
