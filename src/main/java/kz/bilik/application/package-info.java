/** Appendix 1: intake, the checks and their refusals (cl. 3, 8, 9). */
@NullMarked
package kz.bilik.application;

import org.jspecify.annotations.NullMarked;
