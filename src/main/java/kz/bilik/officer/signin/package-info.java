/** How officers sign in: passwords, delays after wrong ones, accounts locked by hand, and the record of all of it. */
@NamedInterface("signin")
@NullMarked
package kz.bilik.officer.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
