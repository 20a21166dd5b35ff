package kz.bilik.process;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kz.bilik.application.ApplicationDeadlines;
import kz.bilik.application.ApplicationFacts;
import kz.bilik.application.Applications;
import kz.bilik.calendar.Deadline;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.language.Language;
import kz.bilik.settlement.SettlementDeadlines;
import kz.bilik.settlement.SettlementFacts;
import kz.bilik.voucher.VoucherDeadlines;
import kz.bilik.voucher.VoucherFacts;
import org.springframework.stereotype.Component;

/**
 * What the forms and the task list show of a case: numbers, places, deadlines, amounts; nothing personal beyond what the
 * step decides on. The task list's columns are kept with the task; everything else is read when its form is opened.
 */
@Component
class CaseFacts {

    /** The forms' texts are English, and so are the facts between them. */
    private static final Language LANGUAGE = Language.EN;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private final Applications applications;
    private final ApplicationFacts applicationFacts;
    private final ApplicationDeadlines applicationDeadlines;
    private final VoucherFacts voucherFacts;
    private final VoucherDeadlines voucherDeadlines;
    private final SettlementFacts settlementFacts;
    private final SettlementDeadlines settlementDeadlines;
    private final Catalogue catalogue;

    CaseFacts(
            Applications applications,
            ApplicationFacts applicationFacts,
            ApplicationDeadlines applicationDeadlines,
            VoucherFacts voucherFacts,
            VoucherDeadlines voucherDeadlines,
            SettlementFacts settlementFacts,
            SettlementDeadlines settlementDeadlines,
            Catalogue catalogue) {
        this.applications = applications;
        this.applicationFacts = applicationFacts;
        this.applicationDeadlines = applicationDeadlines;
        this.voucherFacts = voucherFacts;
        this.voucherDeadlines = voucherDeadlines;
        this.settlementFacts = settlementFacts;
        this.settlementDeadlines = settlementDeadlines;
        this.catalogue = catalogue;
    }

    /** The task list's columns for an application. */
    Map<String, String> listed(String application) {
        return listed(application, application);
    }

    /** The task list's columns for a voucher of that application. */
    Map<String, String> listed(String number, String shownAs) {
        var application = applications.get(number);
        return Map.of(
                "number", shownAs,
                "regionName", region(application.region()),
                "professionName", profession(application));
    }

    /** The task list's columns for a services act. */
    Map<String, String> listedAct(String number, String region) {
        return Map.of("number", number, "regionName", region(region));
    }

    Map<String, String> ofCareerCentreCheck(String application) {
        return Map.of(
                "deadlineText", words(applicationDeadlines.careerCentreCheck(application)),
                "requirementsText", lines(applicationFacts.requirements(application, LANGUAGE)),
                "claimsText", lines(applicationFacts.claims(application, LANGUAGE)),
                "caseLink", caseLink(application));
    }

    Map<String, String> ofAnswer(String application) {
        return Map.of(
                "deadlineText", words(applicationDeadlines.answer(application)),
                "priceText", lines(applicationFacts.price(application, LANGUAGE)),
                "caseLink", caseLink(application));
    }

    Map<String, String> ofVoucher(String application, String voucher) {
        return Map.of("deadlineText", words(voucherDeadlines.validity(voucher)), "caseLink", caseLink(application));
    }

    Map<String, String> ofCertificate(String application, String certificate) {
        return Map.of(
                "deadlineText", words(voucherDeadlines.certificateDecision(certificate)),
                "certificateText", voucherFacts.certificateText(certificate, LANGUAGE),
                "caseLink", caseLink(application),
                "documentLink", caseLink(application) + "#documents");
    }

    Map<String, String> ofActToSend(String act) {
        return Map.of("deadlineText", words(settlementDeadlines.act(act)));
    }

    Map<String, String> ofAct(String act) {
        return Map.of(
                "deadlineText", words(settlementDeadlines.payment(act)),
                "totalText", settlementFacts.totalText(act, LANGUAGE),
                "documentLink", settlementFacts.documentLink(act));
    }

    Map<String, String> ofPayment(String act, String order) {
        return Map.of(
                "deadlineText", words(settlementDeadlines.payment(act)),
                "amountText", settlementFacts.amountText(order, LANGUAGE),
                "payeeText", settlementFacts.payeeText(order, LANGUAGE));
    }

    private static String caseLink(String application) {
        return "/cases/" + application;
    }

    private String profession(Applications.Application application) {
        return catalogue
                        .profession(application.profession())
                        .map(profession -> profession.name().in(LANGUAGE))
                        .orElse(application.profession())
                + ", level " + application.level();
    }

    private String region(String code) {
        return catalogue.region(code).map(region -> region.name().in(LANGUAGE)).orElse(code);
    }

    private static String lines(List<String> lines) {
        return String.join("\n", lines);
    }

    private static String words(Deadline deadline) {
        return "by the end of " + DAY.format(deadline.due()) + " (" + deadline.clause() + ")";
    }
}
