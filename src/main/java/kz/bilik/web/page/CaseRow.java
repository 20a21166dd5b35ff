package kz.bilik.web.page;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A case as a reader finds it in the list, in his language; moments are local time of Almaty.
 *
 * @param name of the applicant; null for whoever does not read it
 * @param task who has the task: a name, or that nobody has taken it; null when there is none
 */
record CaseRow(
        String number,
        String address,
        String stage,
        @Nullable String name,
        @Nullable LocalDateTime due,
        boolean overdue,
        @Nullable String task,
        String region,
        String careerCentre,
        String recognitionCentre,
        String professionCode,
        String profession,
        LocalDateTime received,
        @Nullable String voucher,
        @Nullable String act) {}
