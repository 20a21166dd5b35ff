/** What is wrong with a request, in a stable code and a kind: thrown by every module, worded and answered by {@code web}. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package kz.bilik.problem;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
