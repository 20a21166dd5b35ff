/** Regions, mobility, career and recognition centres, professions and prices (cl. 3.1). */
@NullMarked
package kz.bilik.catalogue;

import org.jspecify.annotations.NullMarked;
