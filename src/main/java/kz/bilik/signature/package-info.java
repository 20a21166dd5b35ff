/** Electronic digital signatures: verify, seal, keep the evidence (cl. 3.2, 10.1, 16). */
@ApplicationModule(allowedDependencies = {"calendar", "identity", "problem", "record"})
@NullMarked
package kz.bilik.signature;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
