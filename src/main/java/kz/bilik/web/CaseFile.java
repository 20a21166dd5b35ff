package kz.bilik.web;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.bilik.application.Appeal;
import kz.bilik.application.Appendix1;
import kz.bilik.application.ApplicationStatus;
import kz.bilik.application.Applications;
import kz.bilik.application.Applications.Application;
import kz.bilik.application.Routing;
import kz.bilik.application.Timeline;
import kz.bilik.calendar.Deadline;
import kz.bilik.calendar.DeadlineText;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.document.Documents;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.notice.Notices;
import kz.bilik.officer.CaseAccess;
import kz.bilik.officer.CaseAccess.Part;
import kz.bilik.settlement.Acts;
import kz.bilik.settlement.PaymentOrder;
import kz.bilik.settlement.PaymentOrders;
import kz.bilik.settlement.SettlementDeadlines;
import kz.bilik.settlement.SettlementFacts;
import kz.bilik.voucher.SickLeave;
import kz.bilik.voucher.VoucherDeadlines;
import kz.bilik.voucher.Vouchers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A case as its officers read it: Appendix 1, checks, voucher, acts, deadlines, documents. Holds only what was asked for. */
@Component
class CaseFile {

    /** A titled list of facts. */
    record Section(String title, List<Row> rows) {}

    record Row(String label, String value, @Nullable String link) {}

    /**
     * A document, where it is read, and whether a browser can show it in the page.
     *
     * @param kilobytes null, like the digest, of a document that is formed when it is first read
     */
    record File(
            String address,
            String name,
            String kind,
            @Nullable Long kilobytes,
            @Nullable String sha256,
            boolean image,
            boolean pdf) {}

    record Event(String at, String text, String clause) {}

    record Page(
            String number,
            String stage,
            List<Section> sections,
            List<File> files,
            List<Event> events,
            List<Event> notices) {}

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.uuuu");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd.MM.uuuu HH:mm");
    private static final String HEALTH_KIND = "SICK_LEAVE";
    private static final Set<String> HELD_BY_MACHINES = Set.of("VOUCHER_SEAL");

    private final Applications applications;
    private final ApplicationStatus status;
    private final Routing routing;
    private final Appeal appeal;
    private final CaseStage stage;
    private final Timeline timeline;
    private final Vouchers vouchers;
    private final VoucherDeadlines voucherDeadlines;
    private final SickLeave sickLeave;
    private final Acts acts;
    private final PaymentOrders payments;
    private final SettlementDeadlines settlementDeadlines;
    private final SettlementFacts settlementFacts;
    private final Documents documents;
    private final Notices notices;
    private final Catalogue catalogue;
    private final DeadlineText deadlineText;
    private final Texts texts;

    CaseFile(
            Applications applications,
            ApplicationStatus status,
            Routing routing,
            Appeal appeal,
            CaseStage stage,
            Timeline timeline,
            Vouchers vouchers,
            VoucherDeadlines voucherDeadlines,
            SickLeave sickLeave,
            Acts acts,
            PaymentOrders payments,
            SettlementDeadlines settlementDeadlines,
            SettlementFacts settlementFacts,
            Documents documents,
            Notices notices,
            Catalogue catalogue,
            DeadlineText deadlineText,
            Texts texts) {
        this.applications = applications;
        this.status = status;
        this.routing = routing;
        this.appeal = appeal;
        this.stage = stage;
        this.timeline = timeline;
        this.vouchers = vouchers;
        this.voucherDeadlines = voucherDeadlines;
        this.sickLeave = sickLeave;
        this.acts = acts;
        this.payments = payments;
        this.settlementDeadlines = settlementDeadlines;
        this.settlementFacts = settlementFacts;
        this.documents = documents;
        this.notices = notices;
        this.catalogue = catalogue;
        this.deadlineText = deadlineText;
        this.texts = texts;
    }

    CaseAccess.Place place(Application application) {
        return new CaseAccess.Place(
                application.region(),
                application.careerCentre(),
                status.sentToRecognitionCentre(application.number()) ? application.recognitionCentre() : null);
    }

    Page read(Application application, Set<Part> parts, Language language) {
        var number = application.number();
        var sections = new ArrayList<Section>();
        sections.add(applicant(application, parts, language));
        if (parts.contains(Part.QUALIFICATION)) {
            sections.add(qualification(application, language));
        }
        sections.add(checks(application, language));
        sections.add(deadlines(application, language));
        vouchers.ofApplication(number).ifPresent(voucher -> {
            sections.add(voucher(voucher, parts, language));
            if (parts.contains(Part.HEALTH)) {
                var certificates = certificates(voucher.number(), language);
                if (!certificates.rows().isEmpty()) {
                    sections.add(certificates);
                }
            }
            if (parts.contains(Part.MONEY)) {
                acts.actOf(voucher.number())
                        .ifPresent(act -> sections.add(act(act, voucher.number(), parts, language)));
            }
        });
        return new Page(
                number,
                stage.words(stage.of(number), language),
                sections,
                files(application, parts, language),
                timeline.of(number, language).stream()
                        .map(entry -> new Event(
                                moment(entry.at()), entry.text(), deadlineText.clause(language, entry.clause())))
                        .toList(),
                parts.contains(Part.NOTICES)
                        ? notices.toApplicant(number, language).stream()
                                .map(notice -> new Event(moment(notice.at()), notice.text(), ""))
                                .toList()
                        : List.of());
    }

    /** The documents of the case that this reader may open. */
    List<Documents.Stored> documents(Application application, Set<Part> parts) {
        if (!parts.contains(Part.DOCUMENTS)) {
            return List.of();
        }
        var ofVoucher = vouchers.ofApplication(application.number())
                .map(voucher -> documents.of(voucher.number()))
                .orElse(List.of());
        return Stream.concat(documents.of(application.number()).stream(), ofVoucher.stream())
                .filter(file -> !HELD_BY_MACHINES.contains(file.kind()))
                .filter(file -> !file.kind().equals(HEALTH_KIND) || parts.contains(Part.HEALTH))
                .toList();
    }

    /** The same documents as a page lists them. */
    List<File> files(Application application, Set<Part> parts, Language language) {
        var address = "/cases/" + application.number() + "/documents/";
        return documents(application, parts).stream()
                .map(file -> file(file, address + file.id(), language))
                .toList();
    }

    /** A stored document as a page lists it, read at that address. */
    File file(Documents.Stored file, String address, Language language) {
        return new File(
                address,
                file.fileName(),
                kind(file.kind(), language),
                (file.size() + 1023) / 1024,
                file.sha256(),
                file.contentType().startsWith("image/"),
                file.contentType().equals("application/pdf"));
    }

    /** What a document is, in words. */
    String kind(String kind, Language language) {
        return texts.inOr(
                language, texts.inOr(language, kind, "application.document." + kind), "web.case.document." + kind);
    }

    private Section applicant(Application application, Set<Part> parts, Language language) {
        var form = applications.form(application.number());
        var rows = new Rows(language);
        if (parts.contains(Part.NAME)) {
            rows.add("name", application.name());
        }
        rows.add(
                "iin",
                parts.contains(Part.IIN)
                        ? application.iin().value()
                        : application.iin().masked());
        rows.add(
                "account",
                parts.contains(Part.ACCOUNT)
                        ? application.account().value()
                        : application.account().masked());
        rows.add("received", moment(application.receivedAt()));
        rows.add("region", region(application.region(), language));
        rows.add(
                "career-centre",
                catalogue
                        .careerCentre(application.careerCentre())
                        .map(centre -> centre.name().in(language))
                        .orElse(application.careerCentre()));
        rows.add(
                "recognition-centre",
                catalogue
                        .recognitionCentre(application.recognitionCentre())
                        .map(centre -> centre.name().in(language))
                        .orElse(application.recognitionCentre()));
        rows.add(
                "profession",
                catalogue
                        .profession(application.profession())
                        .map(profession -> application.profession() + " "
                                + profession.name().in(language))
                        .orElse(application.profession()));
        rows.add("level", application.level());
        rows.add("registered-region", region(form.registration().region(), language));
        if (parts.contains(Part.CONTACT)) {
            rows.add(
                    "residence",
                    region(form.residence().region(), language) + ", "
                            + form.residence().address());
            rows.add("registration", form.registration().address());
            rows.add("phone", form.phone());
            rows.add("email", form.email());
        } else {
            rows.add("phone", masked(form.phone()));
        }
        rows.add(
                "consent",
                texts.in(
                        language,
                        form.consents().messages().given() ? "web.case.consent.messages" : "web.case.consent.none"));
        rows.add("signed", day(form.signedOn()));
        return rows.section("applicant");
    }

    private Section qualification(Application application, Language language) {
        var form = applications.form(application.number());
        var rows = new Rows(language);
        rows.add(
                "education",
                texts.in(language, "application.education." + form.education().level()));
        rows.add(
                "institution",
                Stream.of(
                                form.education().institution(),
                                form.education().field(),
                                day(form.education().graduatedOn()))
                        .collect(Collectors.joining("; ")));
        rows.add(
                "service",
                texts.in(
                        language,
                        "web.case.months",
                        String.valueOf(form.employment().months())));
        for (var period : form.employment().periods()) {
            rows.add("employment", employment(period, language));
        }
        rows.add("electronic-contract", yesOrNo(form.employment().electronicContract(), language));
        rows.add(
                "skills",
                Stream.concat(
                                Stream.of(form.skills().speciality()),
                                Stream.concat(
                                        form.skills().chosen().stream(),
                                        Stream.ofNullable(form.skills().freeText())))
                        .filter(text -> !text.isBlank())
                        .collect(Collectors.joining("; ")));
        return rows.section("qualification");
    }

    private String employment(Appendix1.Period period, Language language) {
        return period.employer() + ", " + period.position() + ": " + day(period.from()) + " – "
                + (period.to() == null ? texts.in(language, "application.fact.until-now") : day(period.to()));
    }

    private Section checks(Application application, Language language) {
        var rows = new Rows(language);
        rows.add("stage", stage.words(stage.of(application.number()), language));
        for (var warning : applications.warnings(application.number())) {
            rows.add("warning", texts.in(language, "warning." + warning.code(), warning.argument()));
        }
        for (var reason : applications.reasons(application.number())) {
            rows.add("reason", reason(reason, language));
        }
        for (var reason : applications.overturnedReasons(application.number())) {
            rows.add("overturned-reason", reason(reason, language));
        }
        for (var decision : appeal.of(application.number())) {
            rows.add(
                    "appeal",
                    texts.in(language, "web.case.appeal-decision", decision.number(), day(decision.decidedOn())) + " "
                            + decision.reason() + " (" + decision.officer() + ", " + moment(decision.reopenedAt())
                            + ")");
        }
        for (var handover : routing.of(application.number())) {
            rows.add(
                    "handover",
                    moment(handover.at()) + ": " + handover.from() + " → " + handover.to() + ". " + handover.reason()
                            + " (" + handover.officer() + ")");
        }
        return rows.section("checks");
    }

    private String reason(Applications.Reason reason, Language language) {
        return texts.in(language, "reason." + reason.reason())
                + (reason.remark().isEmpty() ? "" : ": " + reason.remark()) + " ("
                + deadlineText.clause(language, reason.clause()) + ")";
    }

    private Section deadlines(Application application, Language language) {
        var rows = new Rows(language);
        status.nextDeadline(application.number()).ifPresent(term -> rows.add("due", explained(term, language)));
        vouchers.ofApplication(application.number()).ifPresent(voucher -> {
            rows.add("validity", explained(voucherDeadlines.validity(voucher.number()), language));
            acts.actOf(voucher.number()).flatMap(acts::find).ifPresent(act -> {
                if (act.state() == Acts.State.DRAFT) {
                    rows.add("act-due", explained(settlementDeadlines.act(act.number()), language));
                } else if (act.current().receivedAt() != null) {
                    rows.add("payment-due", explained(settlementDeadlines.payment(act.number()), language));
                }
            });
        });
        return rows.section("deadlines");
    }

    /** The last day, from which day it was counted, and the days that did not count. */
    private String explained(Deadline term, Language language) {
        var skipped = term.skipped().stream()
                .filter(day -> day.reason() != Deadline.Reason.WEEKEND)
                .map(skip -> day(skip.day())
                        + (skip.note().isEmpty() ? "" : " " + texts.inOr(language, skip.note(), skip.note())))
                .collect(Collectors.joining(", "));
        return texts.in(
                        language,
                        "web.case.term." + term.unit(),
                        day(term.due()),
                        String.valueOf(term.length()),
                        day(term.from()),
                        deadlineText.clause(language, term.clause()))
                + (skipped.isEmpty() ? "" : " " + texts.in(language, "web.case.term.skipped", skipped));
    }

    private Section voucher(Vouchers.Voucher voucher, Set<Part> parts, Language language) {
        var rows = new Rows(language);
        rows.add("voucher", voucher.number());
        rows.add("voucher-state", texts.in(language, "web.case.voucher." + voucher.state()));
        rows.add("issued", day(voucher.issuedOn()));
        rows.add("last-day", day(voucher.lastDay()));
        rows.add("used", voucher.usedOn() == null ? null : day(voucher.usedOn()));
        if (parts.contains(Part.MONEY)) {
            var face = vouchers.face(voucher.number());
            rows.add("price", tenge(face.price(), language));
            rows.add("state-part", tenge(face.statePart(), language));
            rows.add("holder-part", tenge(face.holderPart(), language));
        }
        return rows.section("voucher");
    }

    private Section certificates(String voucher, Language language) {
        var rows = new Rows(language);
        for (var certificate : sickLeave.of(voucher)) {
            rows.add(
                    "certificate",
                    certificate.series() + " " + certificate.number() + ": "
                            + certificate.periods().stream()
                                    .map(period -> day(period.from()) + " – " + day(period.to()))
                                    .collect(Collectors.joining(", "))
                            + " (" + texts.in(language, "web.case.certificate." + certificate.state()) + ")");
        }
        return rows.section("certificates");
    }

    private Section act(String number, String voucher, Set<Part> parts, Language language) {
        var rows = new Rows(language);
        var act = acts.get(number);
        if (parts.contains(Part.ACT)) {
            rows.link("act", number, "/acts/" + number + "/document");
        } else {
            rows.add("act", number);
        }
        rows.add("act-state", texts.in(language, "web.case.act." + act.state()));
        rows.add("protocol", act.protocol());
        for (var signature : settlementFacts.signatures(number, language)) {
            rows.add(
                    "act-signature",
                    texts.in(language, signature.side()) + ": " + signature.by() + ", " + moment(signature.at()));
        }
        for (var order : payments.of(number)) {
            if (payments.voucher(order).equals(voucher)) {
                rows.add("payment", payment(order, language));
            }
        }
        return rows.section("act");
    }

    private String payment(PaymentOrder order, Language language) {
        return order.number() + ": " + tenge(order.amount(), language) + ", "
                + texts.in(language, "web.case.payment." + order.state())
                + (order.reason() == null ? "" : " (" + order.reason() + ")");
    }

    private String tenge(long amount, Language language) {
        return texts.in(language, "web.case.tenge", amount);
    }

    private String region(String code, Language language) {
        return catalogue.region(code).map(region -> region.name().in(language)).orElse(code);
    }

    private String yesOrNo(boolean yes, Language language) {
        return texts.in(language, yes ? "web.case.yes" : "web.case.no");
    }

    private static String masked(String phone) {
        return phone.length() < 6
                ? "******"
                : phone.substring(0, phone.length() - 6) + "****" + phone.substring(phone.length() - 2);
    }

    private static String day(LocalDate day) {
        return day.format(DAY);
    }

    private static String moment(OffsetDateTime at) {
        return at.format(MOMENT);
    }

    /** Collects the rows of a section; what is not there is left out. */
    private final class Rows {

        private final Language language;
        private final List<Row> rows = new ArrayList<>();

        Rows(Language language) {
            this.language = language;
        }

        void add(String label, @Nullable String value) {
            if (value != null && !value.isBlank()) {
                rows.add(new Row(label(label), value, null));
            }
        }

        void link(String label, String value, String link) {
            rows.add(new Row(label(label), value, Objects.requireNonNull(link)));
        }

        private String label(String label) {
            return texts.in(language, "web.case.label." + label);
        }

        Section section(String title) {
            return new Section(texts.in(language, "web.case.section." + title), rows);
        }
    }
}
