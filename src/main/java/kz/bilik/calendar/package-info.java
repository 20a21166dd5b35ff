/** Legal time: the legal clock, working days, and deadlines that explain themselves. */
@NullMarked
package kz.bilik.calendar;

import org.jspecify.annotations.NullMarked;
