/** What one transaction has read of the records. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package kz.bilik.record;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
