/** Personal and business identification numbers and account numbers, with their check digits. */
@NullMarked
package kz.bilik.identity;

import org.jspecify.annotations.NullMarked;
