package kz.bilik.history;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import kz.bilik.application.Application;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.history.CaseCourses.Question;
import kz.bilik.settlement.Protocols;
import kz.bilik.settlement.Reimbursements;
import kz.bilik.voucher.Vouchers;
import org.springframework.stereotype.Component;

/** Which numbers of the law a case has needed, at which step, for which day: each term as it began, the index, the requirements. */
@Component
class LawAsked {

    private static final String EDITION = "edition";

    private final Catalogue catalogue;
    private final Vouchers vouchers;
    private final Protocols protocols;
    private final Reimbursements reimbursements;

    LawAsked(Catalogue catalogue, Vouchers vouchers, Protocols protocols, Reimbursements reimbursements) {
        this.catalogue = catalogue;
        this.vouchers = vouchers;
        this.protocols = protocols;
        this.reimbursements = reimbursements;
    }

    /** In the order in which the steps stand in the courses. */
    List<Question> of(Application application, List<Course> way, boolean withMoney) {
        var voucher = vouchers.ofApplication(application.number()).map(each -> each.number());
        var asked = new ArrayList<Question>();
        for (var course : way) {
            var sent = 0;
            for (var step : course.steps()) {
                var began = step.began().toLocalDate();
                switch (step.element()) {
                    case "checkApplication" -> {
                        asked.add(terms(course, step, began, "careerCentreCheck"));
                        asked.add(new Question(
                                course.instance(),
                                step.element(),
                                step.began(),
                                "requirements",
                                Map.of(
                                        "day",
                                        application.receivedOn().toString(),
                                        "profession",
                                        application.profession(),
                                        "level",
                                        application.level()),
                                Set.of()));
                    }
                    case "issueVoucher" -> {
                        asked.add(terms(course, step, began, "validity"));
                        if (withMoney) {
                            caps(application, began)
                                    .ifPresent(inputs -> asked.add(new Question(
                                            course.instance(),
                                            step.element(),
                                            end(step),
                                            "reimbursement",
                                            inputs,
                                            Set.of("clause", "capInMci"))));
                            asked.add(index(course, step, began));
                        }
                    }
                    case "decideCertificate" -> asked.add(terms(course, step, began, "extension"));
                    case "sendAct" -> {
                        // The first term begins with the protocol, a further one with the return of the act.
                        var from = sent++ == 0
                                ? voucher.flatMap(protocols::ofVoucher)
                                        .map(protocol -> protocol.signedOn())
                                        .orElse(began)
                                : began;
                        asked.add(terms(course, step, from, "act"));
                    }
                    case "acceptAct" -> asked.add(terms(course, step, began, "payment"));
                    case "reimburse" -> {
                        if (withMoney) {
                            voucher.flatMap(reimbursements::reckonedFor)
                                    .ifPresent(day -> asked.add(index(course, step, day)));
                        }
                    }
                    default -> {
                        // Asks the law nothing, or its diagram does, and the history keeps it.
                    }
                }
            }
        }
        return asked;
    }

    private static OffsetDateTime end(Step step) {
        return Objects.requireNonNullElse(step.ended(), step.began());
    }

    private static Question terms(Course course, Step step, LocalDate day, String term) {
        return new Question(
                course.instance(),
                step.element(),
                step.began(),
                "legalTerms",
                Map.of("day", day.toString()),
                Set.of(EDITION, term));
    }

    private static Question index(Course course, Step step, LocalDate day) {
        return new Question(
                course.instance(),
                step.element(),
                end(step),
                "monthlyCalculationIndex",
                Map.of("day", day.toString()),
                Set.of());
    }

    /** What the voucher states: aid depends on where the exam takes place, and comes with the act. */
    private Optional<Map<String, Object>> caps(Application application, LocalDate day) {
        return catalogue
                .profession(application.profession())
                .map(profession -> Map.of(
                        "day", day.toString(), "profile", profession.profile().name(), "outsideRegion", false));
    }
}
