/** The officers' pages. */
@NullMarked
package kz.bilik.web.page;

import org.jspecify.annotations.NullMarked;
