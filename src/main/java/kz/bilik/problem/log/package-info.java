/** How events are written into the log: one line each, and no value of a request in it. */
@NullMarked
package kz.bilik.problem.log;

import org.jspecify.annotations.NullMarked;
