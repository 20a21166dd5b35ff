package kz.bilik.web.door;

import static kz.bilik.web.door.ApiCaller.ADMINISTRATOR;
import static kz.bilik.web.door.ApiCaller.APPLICANT;
import static kz.bilik.web.door.ApiCaller.NQS;
import static kz.bilik.web.door.ApiCaller.PAYER;
import static kz.bilik.web.door.ApiCaller.RECOGNITION_CENTRE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;

/**
 * Who may call which endpoint of {@code /api}. What stands in no line is denied to everybody; which case a caller may
 * see or change is judged behind the endpoint. The first line that matches counts.
 */
public final class ApiRules {

    /**
     * One line: no roles means that anybody may call it.
     *
     * @param path a pattern as in {@code @RequestMapping}
     */
    public record Rule(HttpMethod method, String path, Set<String> roles) {

        public boolean isPublic() {
            return roles.isEmpty();
        }
    }

    public static final List<Rule> ALL = List.of(
            // Arithmetic and the catalogue of cl. 3.1: nothing personal, anybody may check it.
            open(GET, "/api/deadlines"),
            open(GET, "/api/reimbursements"),
            open(GET, "/api/calendar/**"),
            open(GET, "/api/catalogue/**"),
            open(POST, "/api/verifications/**"),
            only(PUT, "/api/calendar/days", ADMINISTRATOR),
            // Applicant and holder (cl. 3, 12).
            only(POST, "/api/applications", APPLICANT, NQS),
            only(GET, "/api/applications", APPLICANT, NQS),
            only(GET, "/api/applications/*", APPLICANT, NQS, RECOGNITION_CENTRE),
            only(GET, "/api/applications/*/refusal", APPLICANT, NQS),
            only(GET, "/api/applications/*/refusal/seal", APPLICANT, NQS),
            only(POST, "/api/applications/*/withdrawal", APPLICANT, NQS),
            only(GET, "/api/vouchers/*", APPLICANT, NQS, RECOGNITION_CENTRE),
            only(GET, "/api/vouchers/*/document", APPLICANT, NQS),
            only(GET, "/api/vouchers/*/document/seal", APPLICANT, NQS),
            only(POST, "/api/vouchers/*/withdrawal", APPLICANT, NQS),
            only(POST, "/api/vouchers/*/sick-leave-certificates", APPLICANT, NQS),
            only(GET, "/api/notices", APPLICANT, NQS, RECOGNITION_CENTRE),
            // Recognition centre through its cabinet (cl. 9, 10, 16).
            only(POST, "/api/applications/*/answer", RECOGNITION_CENTRE),
            only(POST, "/api/vouchers/*/use", RECOGNITION_CENTRE),
            only(POST, "/api/vouchers/*/exam-not-held", RECOGNITION_CENTRE),
            only(POST, "/api/exam-protocols", RECOGNITION_CENTRE),
            only(PUT, "/api/exam-protocols", RECOGNITION_CENTRE),
            only(GET, "/api/acts/*", RECOGNITION_CENTRE),
            only(GET, "/api/acts/*/document", RECOGNITION_CENTRE),
            only(GET, "/api/acts/*/copy", RECOGNITION_CENTRE),
            only(POST, "/api/acts/*/signature", RECOGNITION_CENTRE),
            // Bank or Treasury; the payee signs a new account (cl. 17).
            only(GET, "/api/payments", PAYER, RECOGNITION_CENTRE),
            only(POST, "/api/payments/*/confirmation", PAYER),
            only(POST, "/api/payments/*/rejection", PAYER),
            only(POST, "/api/payments/*/account", APPLICANT, NQS, RECOGNITION_CENTRE),
            // The demo's clock; the endpoint exists in the demo profile only.
            only(GET, "/api/demo/clock", ADMINISTRATOR),
            only(POST, "/api/demo/clock", ADMINISTRATOR));

    private ApiRules() {}

    private static Rule open(HttpMethod method, String path) {
        return new Rule(method, path, Set.of());
    }

    private static Rule only(HttpMethod method, String path, String... roles) {
        return new Rule(method, path, Set.of(roles));
    }
}
