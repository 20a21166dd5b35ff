/** The one door: who comes in, by which login, to which address. */
@NullMarked
package kz.bilik.web.door;

import org.jspecify.annotations.NullMarked;
