/**
 * How long personal data of a case is kept: when its term is over, every module erases what it holds of the person, in one
 * transaction for each case, and the protocol says what was erased.
 */
@ApplicationModule(allowedDependencies = {"calendar", "identity", "problem", "record"})
@NullMarked
package kz.bilik.retention;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
