package kz.bilik.law;

import java.util.Map;

/**
 * A row of {@code reimbursement.dmn}: what cl. 14 grants, in monthly calculation indices.
 *
 * @param capInMci cl. 14.1: the most that the recognition centre gets
 * @param aidInMci cl. 14.2: the holder's aid, 0 inside the region of registration
 * @param clause the clauses that apply
 * @param row the row's id, for the record
 */
public record Caps(int capInMci, int aidInMci, String clause, String row) {

    /** The row as the decision hands it out: {@code capInMci}, {@code aidInMci}, {@code clause}, {@code rowId}. */
    public static Caps of(Map<String, Object> row) {
        return new Caps(
                ((Number) row.get("capInMci")).intValue(),
                ((Number) row.get("aidInMci")).intValue(),
                (String) row.get("clause"),
                (String) row.get("rowId"));
    }
}
