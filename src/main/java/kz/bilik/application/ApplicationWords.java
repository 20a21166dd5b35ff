package kz.bilik.application;

import java.util.ArrayList;
import java.util.List;
import kz.bilik.calendar.LegalClock;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.law.Law;
import kz.bilik.law.Reimbursement;
import kz.bilik.law.Requirements;
import kz.bilik.problem.Problem;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;

/**
 * What an officer needs to read to decide on an application, as lines of plain text; without name, number, address and
 * account, because forms show it to everybody who sees the task.
 */
@NamedInterface("cabinet")
@Component
public class ApplicationWords {

    private final Applications applications;
    private final Catalogue catalogue;
    private final EarlierVouchers earlierVouchers;
    private final Law law;
    private final LegalClock clock;
    private final Texts texts;

    ApplicationWords(
            Applications applications,
            Catalogue catalogue,
            EarlierVouchers earlierVouchers,
            Law law,
            LegalClock clock,
            Texts texts) {
        this.applications = applications;
        this.catalogue = catalogue;
        this.earlierVouchers = earlierVouchers;
        this.law = law;
        this.clock = clock;
        this.texts = texts;
    }

    /** What the applicant claims and encloses (cl. 8). */
    public List<String> claims(String number, Language language) {
        var form = applications.form(number);
        var lines = new ArrayList<String>();
        var education = form.education();
        lines.add(texts.in(
                language,
                "application.fact.education",
                texts.in(language, "application.education." + education.level()),
                education.institution(),
                education.field(),
                Day.of(education.graduatedOn())));
        lines.add(texts.in(
                language, "application.fact.employment", form.employment().months()));
        for (var period : form.employment().periods()) {
            lines.add(texts.in(
                    language,
                    "application.fact.period",
                    period.employer(),
                    period.position(),
                    Day.of(period.from()),
                    period.to() == null ? texts.in(language, "application.fact.until-now") : Day.of(period.to())));
        }
        if (form.employment().electronicContract()) {
            lines.add(texts.in(language, "application.fact.electronic-contract"));
        }
        lines.add(texts.in(language, "application.fact.skills", skills(form.skills())));
        for (var document : form.documents()) {
            lines.add(texts.in(
                    language,
                    "application.fact.document",
                    texts.in(language, "application.document." + document.type()),
                    document.fileName()));
        }
        return lines;
    }

    /**
     * What the officer should look at before deciding (cl. 8): what is missing or unusual, and the vouchers of the applicant
     * that are still valid, which are no ground to refuse (cl. 3.3 (c)). Says so when there is nothing.
     */
    public List<String> warnings(String number, Language language) {
        var lines = new ArrayList<String>();
        for (var warning : applications.warnings(number)) {
            lines.add(texts.in(language, "warning." + warning.code(), warning.argument()));
        }
        for (var voucher : earlierVouchers.validOn(applications.get(number).iin(), clock.today())) {
            lines.add(texts.in(
                    language,
                    "application.fact.earlier-voucher",
                    voucher.number(),
                    Day.of(voucher.lastDay()),
                    catalogue.recognitionCentreName(voucher.recognitionCentre(), language)));
        }
        return lines.isEmpty() ? List.of(texts.in(language, "application.fact.nothing-unusual")) : lines;
    }

    /**
     * What the profession and level ask, beside what the applicant claims (cl. 8); says so when the table has no row for
     * them. The officer judges by the professional standard, not by this comparison: nobody is refused for a row.
     */
    public List<String> requirements(String number, Language language) {
        var application = applications.get(number);
        Requirements asked;
        try {
            asked = law.requirements(application.profession(), application.level(), application.receivedOn());
        } catch (Problem problem) {
            if (!problem.code().equals("law.no-requirements")) {
                throw problem;
            }
            return List.of(texts.in(language, "application.fact.no-requirements"));
        }
        var form = applications.form(number);
        var claimedMonths = form.employment().months();
        return List.of(
                texts.in(
                        language,
                        "application.fact.required-education",
                        texts.in(language, "application.requirement." + asked.minimumEducation()),
                        met(reached(form.education().level()).compareTo(asked.minimumEducation()) >= 0, language)),
                texts.in(
                        language,
                        "application.fact.required-months",
                        asked.minimumMonths(),
                        met(claimedMonths >= asked.minimumMonths(), language)),
                texts.in(language, "application.fact.requirements-source"));
    }

    private String met(boolean met, Language language) {
        return texts.in(language, met ? "application.fact.met" : "application.fact.not-met");
    }

    /** What an education counts as in the law's table. */
    private static Requirements.Education reached(Appendix1.EducationLevel level) {
        return switch (level) {
            case BASIC_SECONDARY -> Requirements.Education.NONE;
            case SECONDARY -> Requirements.Education.GENERAL_SECONDARY;
            case TECHNICAL_VOCATIONAL, POST_SECONDARY -> Requirements.Education.VOCATIONAL;
            case HIGHER, POSTGRADUATE -> Requirements.Education.HIGHER;
        };
    }

    /**
     * What the recognition costs, what the state pays and what remains for the applicant (cl. 14, 15), by the price
     * that the centre asks now or, once it has confirmed, the frozen one; empty when it no longer offers it. While the
     * monthly calculation index of the day of receipt is not known, the price alone and why.
     */
    public List<String> price(String number, Language language) {
        var application = applications.get(number);
        var offer = catalogue.offer(application.recognitionCentre(), application.profession());
        var price = application.price() != null
                ? application.price()
                : offer.map(Catalogue.Offer::price).orElse(null);
        var profession = catalogue.profession(application.profession());
        var centre = catalogue.recognitionCentre(application.recognitionCentre());
        if (price == null || profession.isEmpty() || centre.isEmpty()) {
            return List.of();
        }
        var outside = !centre.get().region().equals(application.registeredRegion());
        var day = application.receivedOn();
        var profile = profession.get().profile();
        var lines = new ArrayList<String>();
        lines.add(texts.in(language, "application.fact.price", price));
        law.reimbursementIfKnown(price, profile, outside, day)
                .ifPresentOrElse(
                        shares -> addShares(lines, shares, language),
                        () -> lines.add(texts.in(
                                language,
                                "law.parts-unknown",
                                Integer.toString(day.getYear()),
                                law.capsOn(day, profile, outside).capInMci())));
        return lines;
    }

    private void addShares(List<String> lines, Reimbursement shares, Language language) {
        lines.add(texts.in(language, "application.fact.state-pays", shares.service(), shares.cap()));
        lines.add(texts.in(language, "application.fact.applicant-pays", shares.holder()));
        if (shares.aid() > 0) {
            lines.add(texts.in(language, "application.fact.aid", shares.aid()));
        }
    }

    private static String skills(Appendix1.Skills skills) {
        var all = new ArrayList<String>();
        all.add(skills.speciality());
        all.addAll(skills.chosen());
        if (skills.freeText() != null) {
            all.add(skills.freeText());
        }
        return String.join("; ", all);
    }
}
