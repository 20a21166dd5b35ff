package kz.bilik.law;

import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** The numbers of the law on a day, read once from each deployed version of its decision table. */
@Component
public class Law {

    /** The terms in force on that day (Asia/Almaty). */
    public LegalTerms termsOn(LocalDate day) {
        throw new UnsupportedOperationException();
    }

    /**
     * The monthly calculation index in force on that day, in tenge.
     *
     * @throws kz.bilik.problem.Problem {@code law.mci-unknown} when no row covers the day: an incident, never last
     *     year's value
     */
    public long monthlyCalculationIndexOn(LocalDate day) {
        throw new UnsupportedOperationException();
    }

    /** What the state pays of that price, and what remains for the holder (cl. 14, 15); the MCI is that of the day. */
    public Reimbursement reimbursement(long price, Profile profile, boolean outsideRegion, LocalDate day) {
        throw new UnsupportedOperationException();
    }
}
