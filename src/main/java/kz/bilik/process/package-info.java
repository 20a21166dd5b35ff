/** The diagrams' pages: one {@code @Configuration} per diagram, and the only place that knows the engine. */
@NullMarked
package kz.bilik.process;

import org.jspecify.annotations.NullMarked;
