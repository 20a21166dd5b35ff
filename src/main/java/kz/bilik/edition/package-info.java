/** Which edition of the procedure is in force: the diagrams, tables and forms that the product brings, and what analysts made of them. */
@ApplicationModule(allowedDependencies = {"language"})
@NullMarked
package kz.bilik.edition;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
