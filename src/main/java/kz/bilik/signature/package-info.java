/** Electronic digital signatures: verify, seal, keep the evidence (cl. 3.2, 10.1, 16). */
@NullMarked
package kz.bilik.signature;

import org.jspecify.annotations.NullMarked;
