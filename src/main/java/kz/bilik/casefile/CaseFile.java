package kz.bilik.casefile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.bilik.application.AnotherRecognitionCentre;
import kz.bilik.application.Appeal;
import kz.bilik.application.Appendix1;
import kz.bilik.application.Application;
import kz.bilik.application.Applications;
import kz.bilik.application.AutomaticChecks;
import kz.bilik.application.CareerCentreHandover;
import kz.bilik.application.RefusalReason;
import kz.bilik.application.Timeline;
import kz.bilik.calendar.DeadlineText;
import kz.bilik.casefile.CaseAccess.Part;
import kz.bilik.casefile.CaseRows.Section;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.notice.Notices;
import kz.bilik.signature.Signatures;
import org.springframework.stereotype.Component;

/**
 * A case as its officers read it, put together: Appendix 1 and its checks from here, deadlines, voucher and documents from
 * where each is told. Holds only what was asked for.
 */
@Component
public class CaseFile {

    /**
     * What happened, or what was told.
     *
     * @param who did it: an officer by name, role and place, a program by whom it acted for; empty when the product did it by
     *     itself, or nobody recorded who
     */
    record Event(String at, String text, String clause, String who) {}

    /**
     * The page.
     *
     * @param head what matters first
     * @param decide what whoever decides looks at, and what was found against the application
     * @param originals what was signed and sealed, to be kept as a file
     * @param files the documents of the case as its reader may know of them
     * @param closed whether he knows of them without opening them, for the numbers that they hold
     * @param notices what the applicant was told, in the reader's language
     */
    public record Page(
            String number,
            CaseHead.Head head,
            Section decide,
            List<Section> sections,
            List<CaseDocuments.Original> originals,
            List<CaseDocuments.File> files,
            boolean closed,
            List<Event> events,
            List<Event> notices) {

        /** The id of the open task that is due first; empty when there is none. */
        public Optional<String> task() {
            return Optional.ofNullable(head.task());
        }
    }

    private final Applications applications;
    private final Signatures signatures;
    private final AutomaticChecks checks;
    private final CareerCentreHandover handovers;
    private final AnotherRecognitionCentre anotherCentre;
    private final Appeal appeal;
    private final CaseHead head;
    private final OfficerWords officers;
    private final CaseDeadlines deadlines;
    private final VoucherSections voucherSections;
    private final CaseDocuments documents;
    private final Timeline timeline;
    private final Notices notices;
    private final Catalogue catalogue;
    private final DeadlineText deadlineText;
    private final Texts texts;

    CaseFile(
            Applications applications,
            Signatures signatures,
            AutomaticChecks checks,
            CareerCentreHandover handovers,
            AnotherRecognitionCentre anotherCentre,
            Appeal appeal,
            CaseHead head,
            OfficerWords officers,
            CaseDeadlines deadlines,
            VoucherSections voucherSections,
            CaseDocuments documents,
            Timeline timeline,
            Notices notices,
            Catalogue catalogue,
            DeadlineText deadlineText,
            Texts texts) {
        this.applications = applications;
        this.signatures = signatures;
        this.checks = checks;
        this.handovers = handovers;
        this.anotherCentre = anotherCentre;
        this.appeal = appeal;
        this.head = head;
        this.officers = officers;
        this.deadlines = deadlines;
        this.voucherSections = voucherSections;
        this.documents = documents;
        this.timeline = timeline;
        this.notices = notices;
        this.catalogue = catalogue;
        this.deadlineText = deadlineText;
        this.texts = texts;
    }

    public Page read(Application application, Set<Part> parts, Language language) {
        var number = application.number();
        var sections = new ArrayList<Section>();
        sections.add(applicant(application, parts, language));
        if (parts.contains(Part.QUALIFICATION) && !application.isErased()) {
            sections.add(qualification(application, language));
        }
        sections.add(signature(application, parts, language));
        sections.add(checks(application, language));
        sections.add(deadlines.of(application, language));
        sections.addAll(voucherSections.of(number, parts, language));
        var first = head.of(application, language);
        return new Page(
                number,
                first,
                decide(application, first.who() == null, language).readWith(parts),
                sections.stream().map(section -> section.readWith(parts)).toList(),
                documents.originals(application, parts, language),
                documents.files(application, parts, language),
                !PersonalNumbers.opensOriginals(parts) && parts.contains(Part.DOCUMENTS),
                timeline.of(number, language).stream()
                        .map(entry -> new Event(
                                Day.andTime(entry.at()),
                                PersonalNumbers.in(entry.text(), parts),
                                deadlineText.clause(language, entry.clause()),
                                who(entry, language)))
                        .toList(),
                parts.contains(Part.NOTICES)
                        ? notices.toApplicant(number, language).stream()
                                .map(notice -> new Event(
                                        Day.andTime(notice.at()), PersonalNumbers.in(notice.text(), parts), "", ""))
                                .toList()
                        : List.of());
    }

    private String who(Timeline.Entry entry, Language language) {
        if (entry.officer() != null) {
            return officers.of(entry.officer(), language);
        }
        return entry.client() == null ? "" : officers.of(entry.client(), language);
    }

    /** The accepted certificates of a voucher by id, in words; health data, for whoever decides on them. */
    public Map<String, String> acceptedCertificates(String voucher) {
        return voucherSections.acceptedCertificates(voucher);
    }

    private Section applicant(Application application, Set<Part> parts, Language language) {
        var rows = new CaseRows(texts, language);
        if (!application.isErased()) {
            if (parts.contains(Part.NAME)) {
                rows.add("name", application.name());
            }
            rows.add("iin", PersonalNumbers.iin(application.iin(), parts));
            rows.add("account", PersonalNumbers.account(application.account(), parts));
        }
        rows.add("received", Day.andTime(application.receivedAt()));
        rows.add("region", catalogue.regionName(application.region(), language));
        rows.add("career-centre", catalogue.careerCentreName(application.careerCentre(), language));
        rows.add("recognition-centre", catalogue.recognitionCentreName(application.recognitionCentre(), language));
        rows.add(
                "profession",
                catalogue
                        .profession(application.profession())
                        .map(profession -> application.profession() + " "
                                + profession.name().in(language))
                        .orElse(application.profession()));
        rows.add("level", application.level());
        rows.add("registered-region", catalogue.regionName(application.registeredRegion(), language));
        if (!application.isErased()) {
            signed(applications.form(application.number()), rows, parts, language);
        }
        return rows.section("applicant");
    }

    /** What only the signed form says of the applicant. */
    private void signed(Appendix1 form, CaseRows rows, Set<Part> parts, Language language) {
        if (parts.contains(Part.CONTACT)) {
            rows.add(
                    "residence",
                    inRegion(form.residence().region(), form.residence().address(), language));
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
        rows.add("signed", Day.of(form.signedOn()));
    }

    private Section qualification(Application application, Language language) {
        var form = applications.form(application.number());
        var rows = new CaseRows(texts, language);
        rows.add(
                "education",
                texts.in(language, "application.education." + form.education().level()));
        rows.add(
                "institution",
                Stream.of(
                                form.education().institution(),
                                form.education().field(),
                                Day.of(form.education().graduatedOn()))
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
        return period.employer() + ", " + period.position() + ": " + Day.of(period.from()) + " – "
                + (period.to() == null ? texts.in(language, "application.fact.until-now") : Day.of(period.to()));
    }

    /** Who signed the application, and by what it was verified (cl. 3.2). */
    private Section signature(Application application, Set<Part> parts, Language language) {
        var rows = new CaseRows(texts, language);
        for (var evidence : signatures.of(application.number())) {
            if (parts.contains(Part.NAME)) {
                rows.add("signer", evidence.signerName());
            }
            rows.add("signer-iin", PersonalNumbers.iin(evidence.iin(), parts));
            rows.add("verified", Day.andTime(evidence.legalTime()));
            rows.add(
                    "revocation",
                    texts.inOr(language, evidence.revocation(), "web.case.revocation." + evidence.revocation()));
            rows.technical("fingerprint", evidence.fingerprint());
        }
        return rows.section("signature");
    }

    /** Of a case in which nobody has to act any more the same is what its decision rests on. */
    private Section decide(Application application, boolean isOver, Language language) {
        var rows = new CaseRows(texts, language);
        for (var reason : applications.reasons(application.number())) {
            rows.add("reason", reason(reason, language));
        }
        for (var warning : applications.warnings(application.number())) {
            rows.add("warning", texts.in(language, "warning." + warning.code(), warning.argument()));
        }
        return rows.section(isOver ? "decided" : "decide");
    }

    private Section checks(Application application, Language language) {
        var rows = new CaseRows(texts, language);
        for (var check : checks.of(application.number())) {
            rows.add(
                    "check",
                    Day.andTime(check.at()) + ": "
                            // A sentence of the timeline, here with its clause behind it.
                            + texts.in(language, "timeline." + check.code()).replaceFirst("\\.$", "") + " ("
                            + deadlineText.clause(language, check.clause()) + ")");
        }
        for (var reason : applications.overturnedReasons(application.number())) {
            rows.add("overturned-reason", reason(reason, language));
        }
        for (var decision : appeal.of(application.number())) {
            rows.add(
                    "appeal",
                    texts.in(language, "web.case.appeal-decision", decision.number(), Day.of(decision.decidedOn()))
                            + " "
                            + decision.reason() + " (" + officers.name(decision.officer(), language) + ", "
                            + Day.andTime(decision.reopenedAt())
                            + ")");
        }
        for (var handover : handovers.of(application.number())) {
            rows.add(
                    "handover",
                    Day.andTime(handover.at()) + ": " + catalogue.careerCentreName(handover.from(), language) + " → "
                            + catalogue.careerCentreName(handover.to(), language) + ". "
                            + handover.reason() + " (" + officers.name(handover.officer(), language) + ")");
        }
        for (var change : anotherCentre.of(application.number())) {
            rows.add(
                    "another-centre",
                    Day.andTime(change.at()) + ": " + catalogue.recognitionCentreName(change.from(), language) + " → "
                            + catalogue.recognitionCentreName(change.to(), language) + ". " + change.reason()
                            + " (" + officers.name(change.officer(), language) + ")");
        }
        return rows.section("checks");
    }

    private String reason(RefusalReason reason, Language language) {
        return texts.in(language, "reason." + reason.reason())
                + (reason.remark().isEmpty() ? "" : ": " + reason.remark()) + " ("
                + deadlineText.clause(language, reason.clause()) + ")";
    }

    /** The address with its region before it, unless it begins with the region itself, in whichever language. */
    private String inRegion(String region, String address, Language language) {
        var named = catalogue.region(region).stream()
                .flatMap(known -> Stream.of(Language.values()).map(known.name()::in))
                .anyMatch(name -> address.strip().regionMatches(true, 0, name, 0, name.length()));
        return named ? address : catalogue.regionName(region, language) + ", " + address;
    }

    private String yesOrNo(boolean yes, Language language) {
        return texts.in(language, yes ? "web.case.yes" : "web.case.no");
    }

    private static String masked(String phone) {
        return phone.length() < 6
                ? "******"
                : phone.substring(0, phone.length() - 6) + "****" + phone.substring(phone.length() - 2);
    }
}
