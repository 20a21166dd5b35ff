package kz.bilik.process;

import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kz.bilik.application.ApplicationDeadlines;
import kz.bilik.application.ApplicationFacts;
import kz.bilik.application.Applications;
import kz.bilik.calendar.Deadline;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.language.Language;
import kz.bilik.settlement.Acts;
import kz.bilik.settlement.SettlementDeadlines;
import kz.bilik.settlement.SettlementFacts;
import kz.bilik.voucher.VoucherDeadlines;
import kz.bilik.voucher.VoucherFacts;
import kz.bilik.voucher.Vouchers;
import org.springframework.stereotype.Component;

/**
 * What the forms and the task list show of a case: numbers, places, deadlines, amounts; nothing personal beyond what the
 * step decides on. Read when a task is created and kept in the task's own scope.
 */
@Component
class CaseFacts {

    /** The forms' texts are English, and so are the facts between them. */
    private static final Language LANGUAGE = Language.EN;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private final Applications applications;
    private final ApplicationFacts applicationFacts;
    private final ApplicationDeadlines applicationDeadlines;
    private final Vouchers vouchers;
    private final VoucherFacts voucherFacts;
    private final VoucherDeadlines voucherDeadlines;
    private final Acts acts;
    private final SettlementFacts settlementFacts;
    private final SettlementDeadlines settlementDeadlines;
    private final Catalogue catalogue;

    CaseFacts(
            Applications applications,
            ApplicationFacts applicationFacts,
            ApplicationDeadlines applicationDeadlines,
            Vouchers vouchers,
            VoucherFacts voucherFacts,
            VoucherDeadlines voucherDeadlines,
            Acts acts,
            SettlementFacts settlementFacts,
            SettlementDeadlines settlementDeadlines,
            Catalogue catalogue) {
        this.applications = applications;
        this.applicationFacts = applicationFacts;
        this.applicationDeadlines = applicationDeadlines;
        this.vouchers = vouchers;
        this.voucherFacts = voucherFacts;
        this.voucherDeadlines = voucherDeadlines;
        this.acts = acts;
        this.settlementFacts = settlementFacts;
        this.settlementDeadlines = settlementDeadlines;
        this.catalogue = catalogue;
    }

    Map<String, Object> ofCareerCentreCheck(String application) {
        var facts = ofApplication(application, application);
        facts.put("deadlineText", words(applicationDeadlines.careerCentreCheck(application)));
        facts.put("requirementsText", lines(applicationFacts.requirements(application, LANGUAGE)));
        facts.put("claimsText", lines(applicationFacts.claims(application, LANGUAGE)));
        return facts;
    }

    Map<String, Object> ofAnswer(String application) {
        var facts = ofApplication(application, application);
        facts.put("deadlineText", words(applicationDeadlines.answer(application)));
        facts.put("priceText", lines(applicationFacts.price(application, LANGUAGE)));
        return facts;
    }

    Map<String, Object> ofVoucher(String voucher) {
        var facts = ofApplication(vouchers.get(voucher).application(), voucher);
        facts.put("deadlineText", words(voucherDeadlines.validity(voucher)));
        return facts;
    }

    Map<String, Object> ofCertificate(String voucher, String certificate) {
        var application = vouchers.get(voucher).application();
        var facts = ofApplication(application, voucher);
        facts.put("deadlineText", words(voucherDeadlines.certificateDecision(certificate)));
        facts.put("certificateText", voucherFacts.certificateText(certificate, LANGUAGE));
        facts.put("documentLink", "/cases/" + application + "#documents");
        return facts;
    }

    Map<String, Object> ofActToSend(String number) {
        return ofAct(number, settlementDeadlines.act(number));
    }

    Map<String, Object> ofAct(String number) {
        var facts = ofAct(number, settlementDeadlines.payment(number));
        facts.put("totalText", settlementFacts.totalText(number, LANGUAGE));
        facts.put("documentLink", settlementFacts.documentLink(number));
        return facts;
    }

    Map<String, Object> ofPayment(String act, String order) {
        var facts = ofAct(act, settlementDeadlines.payment(act));
        facts.put("paymentOrder", order);
        facts.put("amountText", settlementFacts.amountText(order, LANGUAGE));
        facts.put("payeeText", settlementFacts.payeeText(order, LANGUAGE));
        return facts;
    }

    private Map<String, Object> ofAct(String number, Deadline deadline) {
        var facts = new HashMap<String, Object>();
        facts.put("number", number);
        facts.put("regionName", region(acts.get(number).region()));
        facts.put("deadlineText", words(deadline));
        return facts;
    }

    private Map<String, Object> ofApplication(String number, String shownAs) {
        var application = applications.get(number);
        var facts = new HashMap<String, Object>();
        facts.put("number", shownAs);
        facts.put("regionName", region(application.region()));
        facts.put(
                "professionName",
                catalogue
                                .profession(application.profession())
                                .map(profession -> profession.name().in(LANGUAGE))
                                .orElse(application.profession())
                        + ", level " + application.level());
        facts.put("caseLink", "/cases/" + number);
        return facts;
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
