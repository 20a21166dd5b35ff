/** The REST API of applicants, recognition centres, the bank and everybody who checks the arithmetic. */
@NullMarked
package kz.bilik.web.api;

import org.jspecify.annotations.NullMarked;
