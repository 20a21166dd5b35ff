/**
 * Configures the engine: deployment under stable names, history, decision tables, the two clocks and the timers that hang
 * on the calendar. The diagrams' pages stand one level above.
 */
@NullMarked
package kz.bilik.process.engine;

import org.jspecify.annotations.NullMarked;
