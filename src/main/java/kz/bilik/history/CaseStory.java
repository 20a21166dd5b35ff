package kz.bilik.history;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.bilik.application.Application;
import kz.bilik.application.Timeline;
import kz.bilik.calendar.Deadline;
import kz.bilik.calendar.DeadlineText;
import kz.bilik.calendar.LegalClock;
import kz.bilik.casefile.CaseAccess.Part;
import kz.bilik.casefile.CaseReaders;
import kz.bilik.casefile.CaseReads;
import kz.bilik.casefile.OfficerWords;
import kz.bilik.history.CaseCourses.Looked;
import kz.bilik.history.CaseCourses.Trouble;
import kz.bilik.history.Entry.Kind;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.notice.Notices;
import kz.bilik.settlement.Acts;
import kz.bilik.signature.Signatures;
import kz.bilik.voucher.Vouchers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * A case as one story: its way through all its diagrams – application, voucher, act, what was reopened – and in the order of
 * time what was done in it, from the records and the engine's history. Tells only what its reader may read; writes nothing.
 */
@Component
public class CaseStory {

    /** How many of the latest reads are told. */
    private static final int READS = 200;

    /** Of what happened, what the calendar has done. */
    private static final Set<String> TERMS =
            Set.of("voucher.last-day-moved", "voucher.exam-not-recorded", "application.silent-centre");

    /**
     * A reading of the case.
     *
     * @param at wall time, in the zone of Almaty
     * @param who by name, role and place
     * @param what of it, in words
     */
    public record Reading(OffsetDateTime at, String who, String what) {}

    /**
     * The story.
     *
     * @param number of the application
     * @param act the number of the act of its voucher; empty before the exam
     * @param readings the latest first; empty for whom they do not concern
     */
    public record Story(
            String number, Optional<String> act, List<Course> courses, List<Entry> entries, List<Reading> readings) {}

    private final CaseCourses courses;
    private final Operations operations;
    private final Timeline timeline;
    private final Notices notices;
    private final Signatures signatures;
    private final Reasons reasons;
    private final LawAsked lawAsked;
    private final Vouchers vouchers;
    private final Acts acts;
    private final CaseReads reads;
    private final OfficerWords officers;
    private final DeadlineText deadlineText;
    private final Texts texts;

    CaseStory(
            CaseCourses courses,
            Operations operations,
            Timeline timeline,
            Notices notices,
            Signatures signatures,
            Reasons reasons,
            LawAsked lawAsked,
            Vouchers vouchers,
            Acts acts,
            CaseReads reads,
            OfficerWords officers,
            DeadlineText deadlineText,
            Texts texts) {
        this.courses = courses;
        this.operations = operations;
        this.timeline = timeline;
        this.notices = notices;
        this.signatures = signatures;
        this.reasons = reasons;
        this.lawAsked = lawAsked;
        this.vouchers = vouchers;
        this.acts = acts;
        this.reads = reads;
        this.officers = officers;
        this.deadlineText = deadlineText;
        this.texts = texts;
    }

    /**
     * Tells it.
     *
     * @param parts what the reader may read
     * @param withReadings whether he may know who else has read the case
     */
    public Story of(Application application, Set<Part> parts, boolean withReadings, Language language) {
        var number = application.number();
        var act = vouchers.ofApplication(number).flatMap(voucher -> acts.actOf(voucher.number()));
        var way = courses.of(Stream.concat(Stream.of(number), act.stream()).toList(), language);
        var entries = new ArrayList<Entry>();
        entries.addAll(happened(application, way, parts, language));
        entries.addAll(signed(number, way, parts.contains(Part.NAME), "applicationReceived", language));
        if (act.isPresent() && parts.contains(Part.ACT)) {
            entries.addAll(signed(act.get(), way, true, null, language));
        }
        entries.addAll(tasks(way, language));
        operations.within(way, language).forEach(operation -> entries.add(byHand(operation, parts)));
        var money = parts.contains(Part.MONEY);
        courses.answers(lawAsked.of(application, way, money), language)
                .forEach(answer -> entries.add(looked(answer, way, language)));
        if (money) {
            courses.looked(way, language).forEach(looked -> entries.add(looked(looked, way, language)));
        }
        courses.troubles(way, language).forEach(trouble -> entries.addAll(told(trouble, language)));
        if (parts.contains(Part.NOTICES)) {
            notices.toApplicant(number, language)
                    .forEach(notice -> entries.add(new Entry(
                            notice.at(),
                            Kind.NOTICE,
                            texts.in(language, "history.notice", CaseReaders.typed(notice.text(), parts)),
                            List.of(),
                            "",
                            "",
                            null,
                            null,
                            "")));
        }
        entries.sort(comparing(Entry::at));
        return new Story(number, act, way, List.copyOf(entries), withReadings ? readings(number, language) : List.of());
    }

    /** What the records tell, each with its reasons and with the element at which it happened. */
    private List<Entry> happened(Application application, List<Course> way, Set<Part> parts, Language language) {
        var why = reasons.of(application, parts, language);
        return timeline.of(application.number(), language).stream()
                .map(event -> {
                    var at = place(way, Places.OF.getOrDefault(event.code(), List.of()), event.at());
                    return new Entry(
                            event.at(),
                            event.code().endsWith("-overdue") || TERMS.contains(event.code()) ? Kind.TERM : Kind.EVENT,
                            CaseReaders.typed(event.text(), parts),
                            why.of(event),
                            deadlineText.clause(language, event.clause()),
                            event.officer() == null ? "" : officers.of(event.officer(), language),
                            at.map(Found::instance).orElse(null),
                            at.map(found -> found.step().place()).orElse(null),
                            at.map(found -> found.step().name()).orElse(""));
                })
                .toList();
    }

    /** A passage, and of which course. */
    private record Found(String instance, Step step) {}

    private static Optional<Found> place(List<Course> way, Collection<String> elements, OffsetDateTime moment) {
        return way.stream()
                .flatMap(course -> Stream.ofNullable(course.nearest(elements, moment))
                        .map(step -> new Found(course.instance(), step)))
                .min(comparing(found -> Duration.between(
                                found.step().ended() == null
                                        ? found.step().began()
                                        : found.step().ended(),
                                moment)
                        .abs()));
    }

    private List<Entry> signed(
            String owner, List<Course> way, boolean named, @Nullable String element, Language language) {
        return signatures.of(owner).stream()
                .map(evidence -> {
                    var certificate = evidence.certificateFacts();
                    var at = element == null
                            ? place(way, List.of("sendAct", "acceptAct"), evidence.legalTime())
                            : place(way, List.of(element), evidence.legalTime());
                    return new Entry(
                            evidence.legalTime(),
                            Kind.SIGNATURE,
                            named
                                    ? texts.in(language, "history.signed", owner, evidence.signerName())
                                    : texts.in(language, "history.signed-by-somebody", owner),
                            List.of(
                                    texts.in(
                                            language,
                                            "history.certificate",
                                            certificate.serial(),
                                            certificate.issuer()),
                                    texts.in(
                                            language,
                                            "history.revocation",
                                            texts.inOr(
                                                    language,
                                                    evidence.revocation(),
                                                    "web.case.revocation." + evidence.revocation())),
                                    texts.in(language, "history.fingerprint", evidence.fingerprint())),
                            "",
                            "",
                            at.map(Found::instance).orElse(null),
                            at.map(found -> found.step().place()).orElse(null),
                            at.map(found -> found.step().name()).orElse(""));
                })
                .toList();
    }

    /** Each task of an officer: done, taken away before it was, or waiting. */
    private List<Entry> tasks(List<Course> way, Language language) {
        return way.stream()
                .flatMap(course ->
                        course.steps().stream().filter(Step::isTask).map(step -> task(course, step, language)))
                .toList();
    }

    private Entry task(Course course, Step step, Language language) {
        var state = step.ended() == null ? "waits" : step.stopped() ? "stopped" : "done";
        var more = new ArrayList<String>();
        if (step.ended() != null) {
            more.add(texts.in(
                    language,
                    "history.task.since",
                    Day.andTime(step.began()),
                    lasted(Duration.between(step.began(), step.ended()), language)));
        }
        if (step.due() != null) {
            more.add(due(step, step.due(), language));
        }
        return new Entry(
                step.ended() == null ? step.began() : step.ended(),
                Kind.TASK,
                texts.in(language, "history.task." + state, step.name()),
                more,
                "",
                step.officer() == null ? "" : officers.name(step.officer(), language),
                course.instance(),
                step.place(),
                step.name());
    }

    /** Until when the task was to be done, by which clause, and whether it was. */
    private String due(Step step, OffsetDateTime due, Language language) {
        var clause = Places.TERMS.getOrDefault(step.place(), Deadline.OUR_OWN);
        var kept = clause.equals(Deadline.OUR_OWN) || step.stopped() || step.ended() == null
                ? "runs"
                : step.ended().isAfter(due) ? "late" : "kept";
        return texts.in(
                language,
                "history.task.due." + kept,
                Day.of(due.toLocalDate()),
                deadlineText.clause(language, clause),
                kept.equals("late") ? lasted(Duration.between(due, step.ended()), language) : "");
    }

    /** What an administrator gave as his reason may name somebody. */
    private static Entry byHand(Operations.Operation operation, Set<Part> parts) {
        return new Entry(
                operation.at(),
                Kind.OPERATION,
                operation.text(),
                parts.contains(Part.NAME) ? operation.more() : List.of(),
                "",
                operation.who(),
                operation.instance(),
                operation.element(),
                operation.place());
    }

    /** How long, in the two units that matter: days and hours, hours and minutes, or minutes. */
    public String lasted(Duration duration, Language language) {
        if (duration.toMinutes() == 0) {
            return texts.in(language, "history.lasted.moment");
        }
        var units = List.of(
                new Units("days", duration.toDays()),
                new Units("hours", duration.toHoursPart()),
                new Units("minutes", duration.toMinutesPart()));
        return units.stream()
                .dropWhile(unit -> unit.count() == 0)
                .limit(2)
                .filter(unit -> unit.count() > 0)
                .map(unit -> texts.in(language, "history.lasted." + unit.name(), String.valueOf(unit.count())))
                .collect(Collectors.joining(" "));
    }

    private record Units(String name, long count) {}

    private Entry looked(Looked looked, List<Course> way, Language language) {
        var more = new ArrayList<String>();
        more.add(texts.in(language, "history.law.asked", String.join("; ", looked.asked())));
        more.add(
                looked.row().isPresent()
                        ? texts.in(
                                language,
                                "history.law.row",
                                String.valueOf(looked.row().get()),
                                String.join("; ", looked.given()))
                        : texts.in(language, "history.law.no-row"));
        var step =
                looked.element() == null ? Optional.<Found>empty() : place(way, List.of(looked.element()), looked.at());
        return new Entry(
                looked.at(),
                Kind.LAW,
                texts.in(language, "history.law", looked.table(), String.valueOf(looked.version())),
                more,
                looked.clause().isEmpty() ? "" : deadlineText.clause(language, looked.clause()),
                "",
                looked.instance(),
                looked.element(),
                step.map(found -> found.step().name()).orElse(""));
    }

    private List<Entry> told(Trouble trouble, Language language) {
        var told = new ArrayList<Entry>();
        told.add(new Entry(
                trouble.at(),
                Kind.TROUBLE,
                texts.in(language, "history.trouble", trouble.name(), String.valueOf(trouble.attempts())),
                List.of(),
                "",
                "",
                trouble.instance(),
                trouble.element(),
                trouble.name()));
        if (trouble.over() != null) {
            told.add(new Entry(
                    trouble.over(),
                    Kind.TROUBLE,
                    texts.in(language, "history.trouble.over", trouble.name()),
                    List.of(),
                    "",
                    "",
                    trouble.instance(),
                    trouble.element(),
                    trouble.name()));
        }
        return told;
    }

    private List<Reading> readings(String number, Language language) {
        return reads.of(number, READS).stream()
                .map(read -> new Reading(
                        read.at().atZoneSameInstant(LegalClock.ZONE).toOffsetDateTime(),
                        officers.name(read.officer(), language),
                        texts.inOr(
                                language, texts.in(language, "history.read.document"), "history.read." + read.what())))
                .toList();
    }
}
