package kz.bilik.application;

import java.util.ArrayList;
import java.util.List;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.law.Law;
import org.springframework.stereotype.Component;

/**
 * What an officer needs to read to decide on an application, as lines of plain text; without name, number, address and
 * account, because forms show it to everybody who sees the task.
 */
@Component
public class ApplicationFacts {

    private final Applications applications;
    private final Catalogue catalogue;
    private final Law law;
    private final Texts texts;

    ApplicationFacts(Applications applications, Catalogue catalogue, Law law, Texts texts) {
        this.applications = applications;
        this.catalogue = catalogue;
        this.law = law;
        this.texts = texts;
    }

    /** What the applicant claims and encloses, and what is missing (cl. 8). */
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
                education.graduatedOn().toString()));
        lines.add(texts.in(
                language, "application.fact.employment", form.employment().months()));
        for (var period : form.employment().periods()) {
            lines.add(texts.in(
                    language,
                    "application.fact.period",
                    period.employer(),
                    period.position(),
                    period.from().toString(),
                    period.to() == null
                            ? texts.in(language, "application.fact.until-now")
                            : period.to().toString()));
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
        for (var warning : applications.warnings(number)) {
            lines.add(texts.in(language, "warning." + warning.code(), warning.argument()));
        }
        return lines;
    }

    /**
     * What the recognition costs, what the state pays and what remains for the applicant (cl. 14, 15), by the price
     * that the centre asks now or, once it has confirmed, the frozen one; empty when it no longer offers it.
     *
     * @throws kz.bilik.problem.Problem {@code law.mci-unknown}
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
        var shares = law.reimbursement(price, profession.get().profile(), outside, application.receivedOn());
        var lines = new ArrayList<String>();
        lines.add(texts.in(language, "application.fact.price", shares.price()));
        lines.add(texts.in(language, "application.fact.state-pays", shares.service(), shares.cap()));
        lines.add(texts.in(language, "application.fact.applicant-pays", shares.holder()));
        if (shares.aid() > 0) {
            lines.add(texts.in(language, "application.fact.aid", shares.aid()));
        }
        return lines;
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
