/** The case and the act as somebody may read them: who reads what, in which words; writes nothing but who has read it. */
@NullMarked
package kz.bilik.casefile;

import org.jspecify.annotations.NullMarked;
