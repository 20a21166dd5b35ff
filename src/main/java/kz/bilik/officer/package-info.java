/** Who an officer is: his role, his place, his account. */
@NullMarked
package kz.bilik.officer;

import org.jspecify.annotations.NullMarked;
