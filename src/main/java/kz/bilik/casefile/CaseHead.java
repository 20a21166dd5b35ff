package kz.bilik.casefile;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kz.bilik.application.Application;
import kz.bilik.calendar.LegalClock;
import kz.bilik.casefile.CaseStage.Stage;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.officer.OfficerTasks;
import kz.bilik.officer.Place;
import kz.bilik.settlement.Acts;
import kz.bilik.voucher.Vouchers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What matters first of a case: where it stands, who has to act, until when and why. */
@Component
class CaseHead {

    /**
     * The head of the case file.
     *
     * @param stage in words
     * @param who the body that has to act; null when nobody has to
     * @param officer who has taken the task there; null when nobody has, or there is none
     * @param untaken whether there is a task that nobody has taken
     * @param due until when and why; null when no term runs
     * @param overdue whether that term has passed
     * @param task the open task that is due first; null when there is none
     */
    record Head(
            String stage,
            @Nullable String who,
            @Nullable String officer,
            boolean untaken,
            @Nullable String due,
            boolean overdue,
            @Nullable String task) {}

    private final CaseStage stages;
    private final CaseDeadlines deadlines;
    private final OfficerTasks tasks;
    private final OfficerWords officers;
    private final PlaceNames places;
    private final Catalogue catalogue;
    private final Vouchers vouchers;
    private final Acts acts;
    private final LegalClock clock;
    private final Texts texts;

    CaseHead(
            CaseStage stages,
            CaseDeadlines deadlines,
            OfficerTasks tasks,
            OfficerWords officers,
            PlaceNames places,
            Catalogue catalogue,
            Vouchers vouchers,
            Acts acts,
            LegalClock clock,
            Texts texts) {
        this.stages = stages;
        this.deadlines = deadlines;
        this.tasks = tasks;
        this.officers = officers;
        this.places = places;
        this.catalogue = catalogue;
        this.vouchers = vouchers;
        this.acts = acts;
        this.clock = clock;
        this.texts = texts;
    }

    Head of(Application application, Language language) {
        var stage = stages.of(application.number());
        var term = deadlines.running(application, stage);
        var task = stage == Stage.PAID
                ? Optional.<OfficerTasks.Open>empty()
                : tasks.open(numbers(application.number())).stream().findFirst();
        return new Head(
                stages.words(stage, language),
                who(application, stage, language),
                task.map(OfficerTasks.Open::officer)
                        .map(officer -> officers.name(officer, language))
                        .orElse(null),
                task.isPresent() && task.get().officer() == null,
                term.map(found -> deadlines.explained(found, language)).orElse(null),
                term.filter(found -> found.end().isBefore(clock.instant())).isPresent(),
                task.map(OfficerTasks.Open::id).orElse(null));
    }

    private List<String> numbers(String application) {
        return Stream.concat(
                        Stream.of(application),
                        vouchers.ofApplication(application).flatMap(voucher -> acts.actOf(voucher.number())).stream())
                .toList();
    }

    private @Nullable String who(Application application, Stage stage, Language language) {
        return switch (stage) {
            case CHECKS -> texts.in(language, "web.case.who.product");
            case CAREER_CENTRE -> catalogue.careerCentreName(application.careerCentre(), language);
            case MOBILITY_CENTRE, ISSUE, REFUSAL, ACT_SENT ->
                catalogue.mobilityCentreName(application.region(), language);
            case RECOGNITION_CENTRE, VOUCHER_USED, EXAMINED ->
                catalogue.recognitionCentreName(application.recognitionCentre(), language);
            case VOUCHER_ISSUED ->
                texts.in(
                        language,
                        "web.case.who.holder",
                        catalogue.recognitionCentreName(application.recognitionCentre(), language));
            case PAYMENT ->
                places.of(Place.accountants(application.region()), language).orElse(null);
            case REFUSED, WITHDRAWN, VOUCHER_LAPSED, VOUCHER_WITHDRAWN, PAID -> null;
        };
    }
}
