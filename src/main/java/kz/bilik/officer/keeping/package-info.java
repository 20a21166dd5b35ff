/** What administrators do: officers come, change and leave, steps that stopped go on, and each deed is recorded. */
@NamedInterface("keeping")
@NullMarked
package kz.bilik.officer.keeping;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
