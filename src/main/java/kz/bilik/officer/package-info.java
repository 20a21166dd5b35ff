/** Who an officer is: role, place, which case he may see. */
@NullMarked
package kz.bilik.officer;

import org.jspecify.annotations.NullMarked;
