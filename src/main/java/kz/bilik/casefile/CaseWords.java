package kz.bilik.casefile;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import kz.bilik.application.Application;
import kz.bilik.application.ApplicationDeadlines;
import kz.bilik.application.ApplicationNumber;
import kz.bilik.application.ApplicationWords;
import kz.bilik.application.Applications;
import kz.bilik.calendar.Deadline;
import kz.bilik.calendar.DeadlineText;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.officer.CurrentOfficer;
import kz.bilik.officer.Officer;
import kz.bilik.payment.PaymentOrderNumber;
import kz.bilik.payment.PaymentOrders;
import kz.bilik.payment.PaymentWords;
import kz.bilik.settlement.ActNumber;
import kz.bilik.settlement.ActWords;
import kz.bilik.settlement.Acts;
import kz.bilik.settlement.ServicesAct;
import kz.bilik.settlement.SettlementDeadlines;
import kz.bilik.voucher.VoucherDeadlines;
import kz.bilik.voucher.VoucherNumber;
import kz.bilik.voucher.VoucherWords;
import kz.bilik.voucher.Vouchers;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * What the forms and the task list show of a case: numbers, places, deadlines, amounts; nothing personal beyond what the
 * step decides on. The task list's columns are kept with the task; everything else is read when its form is opened.
 */
@Component
public class CaseWords implements ColumnWords {

    /** The column that says what is not as usual with a task. */
    private static final String STATE = "stateName";

    private static final String RETURNED = "act.state-RETURNED";

    private final Applications applications;
    private final ApplicationWords applicationWords;
    private final ApplicationDeadlines applicationDeadlines;
    private final Vouchers vouchers;
    private final VoucherWords voucherWords;
    private final VoucherDeadlines voucherDeadlines;
    private final ActWords actWords;
    private final PaymentWords paymentWords;
    private final PaymentOrders orders;
    private final Acts acts;
    private final SettlementDeadlines settlementDeadlines;
    private final Catalogue catalogue;
    private final CaseReads reads;
    private final CurrentOfficer currentOfficer;
    private final DeadlineText dates;
    private final Texts texts;

    CaseWords(
            Applications applications,
            ApplicationWords applicationWords,
            ApplicationDeadlines applicationDeadlines,
            Vouchers vouchers,
            VoucherWords voucherWords,
            VoucherDeadlines voucherDeadlines,
            ActWords actWords,
            PaymentWords paymentWords,
            PaymentOrders orders,
            Acts acts,
            SettlementDeadlines settlementDeadlines,
            Catalogue catalogue,
            CaseReads reads,
            CurrentOfficer currentOfficer,
            DeadlineText dates,
            Texts texts) {
        this.applications = applications;
        this.applicationWords = applicationWords;
        this.applicationDeadlines = applicationDeadlines;
        this.vouchers = vouchers;
        this.voucherWords = voucherWords;
        this.voucherDeadlines = voucherDeadlines;
        this.actWords = actWords;
        this.paymentWords = paymentWords;
        this.orders = orders;
        this.acts = acts;
        this.settlementDeadlines = settlementDeadlines;
        this.catalogue = catalogue;
        this.reads = reads;
        this.currentOfficer = currentOfficer;
        this.dates = dates;
        this.texts = texts;
    }

    /** The task list's columns for an application. */
    public Map<String, String> listed(String application, Language language) {
        return listed(application, applications.get(application), language);
    }

    /** The task list's columns for a voucher of that application. */
    public Map<String, String> listed(ApplicationNumber application, VoucherNumber voucher, Language language) {
        return listed(voucher.text(), applications.get(application.text()), language);
    }

    private Map<String, String> listed(String number, Application application, Language language) {
        return Map.of(
                "number", number,
                "regionName", catalogue.regionName(application.region(), language),
                "professionName", profession(application, language));
    }

    /** The task list's columns for a services act. */
    public Map<String, String> listedAct(ActNumber act, String region, Language language) {
        return Map.of("number", act.text(), "regionName", catalogue.regionName(region, language));
    }

    /** The same for one payment of an act: its order tells it from the others, which may pay as much to the same payee. */
    public Map<String, String> listedPayment(
            ActNumber act, PaymentOrderNumber order, String region, Language language) {
        var listed = new HashMap<>(listedAct(act, region, language));
        listed.put("number", act.text() + " · " + order.text());
        return listed;
    }

    /** The same for an act that the centre has to send: one that the mobility centre returned says so (cl. 17). */
    public Map<String, String> listedActToSend(ActNumber act, String region, Language language) {
        var listed = new HashMap<>(listedAct(act, region, language));
        actWords.remarks(act.text(), language).ifPresent(remarks -> listed.put(STATE, texts.in(language, RETURNED)));
        return listed;
    }

    @Override
    public Map<String, UnaryOperator<String>> in(Language language) {
        if (language == Language.KK) {
            return Map.of();
        }
        var regions = SingletonSupplier.of(() -> catalogue.regions().stream()
                .collect(toMap(
                        region -> region.name().kk(), region -> region.name().in(language), (one, other) -> one)));
        var professions = SingletonSupplier.of(() -> catalogue.professions().stream()
                .flatMap(profession -> profession.levels().stream()
                        .map(level -> Map.entry(
                                profession(profession.name().kk(), level, Language.KK),
                                profession(profession.name().in(language), level, language))))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one)));
        var returned = texts.in(Language.KK, RETURNED);
        return Map.of(
                STATE,
                words -> words.equals(returned) ? texts.in(language, RETURNED) : words,
                "regionName",
                words -> regions.obtain().getOrDefault(words, words),
                "professionName",
                words -> professions.obtain().getOrDefault(words, words));
    }

    public Map<String, String> ofCareerCentreCheck(String application, Language language) {
        return Map.of(
                "deadlineText", by(applicationDeadlines.careerCentreCheck(application), language),
                "requirementsText", lines(applicationWords.requirements(application, language)),
                // What somebody typed there is read by whoever may see the task, the auditor too.
                "claimsText", PersonalNumbers.in(lines(applicationWords.claims(application, language)), Set.of()),
                "warningsText", lines(applicationWords.warnings(application, language)),
                "caseLink", caseLink(application));
    }

    public Map<String, String> ofAnswer(String application, Language language) {
        return Map.of(
                "deadlineText", by(applicationDeadlines.answer(application), language),
                "priceText", lines(applicationWords.price(application, language)),
                "caseLink", caseLink(application));
    }

    /**
     * Of a voucher whose holder stands before the officer: also who that is. Only the recognition centre itself reads it,
     * and each time this is recorded as a read of the case.
     */
    public Map<String, String> ofHolder(ApplicationNumber application, VoucherNumber voucher, Language language) {
        return Map.of(
                "deadlineText", by(voucherDeadlines.validity(voucher.text()), language),
                "caseLink", caseLink(application.text()),
                "holderText", holder(application.text(), language));
    }

    /** The same before the admission, with what the centre should look at (cl. 11, 12). */
    public Map<String, String> ofUse(ApplicationNumber application, VoucherNumber voucher, Language language) {
        var shown = new HashMap<>(ofHolder(application, voucher, language));
        // Illness is for the centre before which the holder stands, as his name is.
        var centre = applications.get(application.text()).recognitionCentre();
        var warnings = currentOfficer
                .get()
                .filter(officer -> CaseAccess.meetsHolder(officer, centre))
                .map(officer -> lines(voucherWords.useWarnings(voucher.text(), language)));
        shown.put("warningText", orDash(warnings.orElse("")));
        return shown;
    }

    /**
     * The same after the admission. What is known of the exam stands in its fields already: the centre's own region, and the
     * day of admission, on which it is held as a rule. What the protocol alone says is for whoever has it before him to enter:
     * from the day of its signing the term of the act runs (cl. 16), and no day that was merely not changed may begin it.
     */
    public Map<String, String> ofExam(ApplicationNumber application, VoucherNumber voucher, Language language) {
        var shown = new HashMap<>(ofHolder(application, voucher, language));
        catalogue
                .recognitionCentre(applications.get(application.text()).recognitionCentre())
                .ifPresent(centre -> shown.put("examRegion", centre.region()));
        var admitted = vouchers.get(voucher.text()).usedOn();
        if (admitted != null) {
            shown.put("examHeldOn", admitted.toString());
        }
        return shown;
    }

    private String holder(String number, Language language) {
        var centre = applications.get(number).recognitionCentre();
        var reader = currentOfficer.get().filter(officer -> CaseAccess.meetsHolder(officer, centre));
        if (reader.isEmpty()) {
            return texts.in(language, "case.holder-hidden");
        }
        reads.record(reader.get().id(), number, CaseReads.FORM);
        var form = applications.form(number);
        var name = Stream.of(form.surname(), form.name(), form.patronymic())
                .filter(Objects::nonNull)
                .collect(joining(" "));
        return texts.in(language, "case.holder", name, form.iin().value());
    }

    public Map<String, String> ofCertificate(ApplicationNumber application, String certificate, Language language) {
        return Map.of(
                "deadlineText", by(voucherDeadlines.certificateDecision(certificate), language),
                "certificateText", voucherWords.certificateText(certificate, language),
                "warningText", orDash(lines(voucherWords.certificateWarnings(certificate, language))),
                "caseLink", caseLink(application.text()),
                "documentLink", caseLink(application.text()) + "#documents");
    }

    public Map<String, String> ofActToSend(String act, Language language) {
        return Map.of(
                "deadlineText", by(settlementDeadlines.act(act), language),
                "remarksText", actWords.remarks(act, language).orElse(""));
    }

    public Map<String, String> ofAct(String act, Language language) {
        return Map.of(
                "deadlineText", by(settlementDeadlines.payment(act), language),
                "examText", actWords.examText(act, language),
                "totalText", actWords.totalText(act, language),
                "aidText", actWords.aidText(act, language),
                "warningText", lines(actWords.warnings(act, language)),
                "documentLink", actWords.documentLink(act));
    }

    /**
     * The same for whoever releases the payments: also everything that goes to the bank. Only the accountant himself reads
     * it, and each time this is recorded as a read of the act.
     */
    public Map<String, String> ofRelease(String act, Language language) {
        var shown = new HashMap<>(ofAct(act, language));
        shown.put(
                "paymentsText",
                readsPayments(act, ActAccess::isAccountant)
                        ? paymentWords.paymentsText(act, language)
                        : texts.in(language, "case.payments-hidden"));
        return shown;
    }

    /** Of an order that is held or was returned: why, and everything that goes to the bank, for those who settle that. */
    public Map<String, String> ofHalted(ActNumber act, PaymentOrderNumber order, Language language) {
        var shown = new HashMap<>(ofPayment(act, order, language));
        var reads = readsPayments(
                act.text(),
                (officer, read) -> ActAccess.isAccountant(officer, read) || ActAccess.isCustomer(officer, read));
        shown.put(
                "paymentsText",
                reads
                        ? paymentWords.detailsText(orders.get(order.text()), language)
                        : texts.in(language, "case.payments-hidden"));
        shown.put(
                "haltText",
                reads
                        ? paymentWords.haltText(order.text(), language).orElse("")
                        : texts.in(language, "case.payments-hidden"));
        shown.put("newAccountText", paymentWords.newAccountText(order.text(), language));
        return shown;
    }

    private boolean readsPayments(String number, BiPredicate<Officer, ServicesAct> mayRead) {
        var reader = currentOfficer.get().filter(officer -> mayRead.test(officer, acts.get(number)));
        reader.ifPresent(officer -> reads.record(officer.id(), number, CaseReads.FORM));
        return reader.isPresent();
    }

    public Map<String, String> ofPayment(ActNumber act, PaymentOrderNumber order, Language language) {
        return Map.of(
                "deadlineText", by(settlementDeadlines.payment(act.text()), language),
                "amountText", paymentWords.amountText(order.text(), language),
                "payeeText", paymentWords.payeeText(order.text(), language));
    }

    public Map<String, String> ofRepair(ActNumber act, PaymentOrderNumber order, Language language) {
        var shown = new HashMap<>(ofPayment(act, order, language));
        shown.put("reasonText", paymentWords.reasonText(order.text()));
        shown.put("newAccountText", paymentWords.newAccountText(order.text(), language));
        return shown;
    }

    private static String caseLink(String application) {
        return "/cases/" + application;
    }

    private String profession(Application application, Language language) {
        return profession(
                catalogue
                        .profession(application.profession())
                        .map(profession -> profession.name().in(language))
                        .orElse(application.profession()),
                application.level(),
                language);
    }

    private String profession(String name, String level, Language language) {
        return texts.in(language, "case.profession", name, level);
    }

    private static String lines(List<String> lines) {
        return String.join("\n", lines);
    }

    private static String orDash(String lines) {
        return lines.isEmpty() ? "—" : lines;
    }

    private String by(Deadline deadline, Language language) {
        return texts.in(
                language,
                "case.deadline",
                dates.date(language, deadline.due()),
                dates.clause(language, deadline.clause()));
    }
}
