/**
 * What an analyst deploys goes through here, by whichever door it comes: it is completed by what is in force and judged, and
 * taken or refused as a whole. Told in docs/gate.md.
 */
@NullMarked
package kz.bilik.process.gate;

import org.jspecify.annotations.NullMarked;
