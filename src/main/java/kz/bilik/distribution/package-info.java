/** Vouchers between the regions: how they are distributed, the quotas that follow, and their ledger (cl. 3.3 (b), 18). */
@NullMarked
package kz.bilik.distribution;

import org.jspecify.annotations.NullMarked;
