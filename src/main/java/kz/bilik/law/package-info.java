/** The numbers of the law, dated: terms, caps, aid, index, weights (cl. 3, 8-10, 13-18). */
@ApplicationModule(allowedDependencies = {"language", "problem"})
@NullMarked
package kz.bilik.law;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
