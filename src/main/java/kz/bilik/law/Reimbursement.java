package kz.bilik.law;

import java.util.List;

/**
 * Who pays what of one recognition, in whole tenge (cl. 14, 15).
 *
 * @param price the centre's price
 * @param monthlyCalculationIndex the MCI used
 * @param cap the most that cl. 14.1 allows
 * @param service cl. 14.1: the state's part, to the recognition centre
 * @param aid cl. 14.2: material aid to a holder examined outside the region of registration, otherwise 0
 * @param holder cl. 15: price less service
 * @param rows the ids of the decision rows used
 */
public record Reimbursement(
        long price, long monthlyCalculationIndex, long cap, long service, long aid, long holder, List<String> rows) {}
