/**
 * Configures the engine: deployment under stable names, history, clock, rights, login, and what is common to every user
 * task. The diagrams' pages stand one level above.
 */
@NullMarked
package kz.bilik.process.engine;

import org.jspecify.annotations.NullMarked;
