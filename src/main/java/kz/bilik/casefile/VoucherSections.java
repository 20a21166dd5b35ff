package kz.bilik.casefile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import kz.bilik.casefile.CaseAccess.Part;
import kz.bilik.casefile.CaseRows.Section;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.payment.PaymentOrder;
import kz.bilik.payment.PaymentOrders;
import kz.bilik.payment.PaymentWords;
import kz.bilik.record.PersonalRecords;
import kz.bilik.settlement.ActWords;
import kz.bilik.settlement.Acts;
import kz.bilik.settlement.ServicesAct;
import kz.bilik.voucher.CertificateAnnulment;
import kz.bilik.voucher.LateUse;
import kz.bilik.voucher.ReceivedCertificate;
import kz.bilik.voucher.SickLeave;
import kz.bilik.voucher.SickLeaveCertificate;
import kz.bilik.voucher.Voucher;
import kz.bilik.voucher.VoucherWords;
import kz.bilik.voucher.Vouchers;
import org.springframework.stereotype.Component;

/**
 * What a case file says from the voucher on: the voucher, sick leave, act and payments. These have readers of their own –
 * health is for whoever decides on it, money for whoever pays or is paid – so what is shown to whom stands in one place.
 */
@Component
class VoucherSections {

    private final Vouchers vouchers;
    private final SickLeave sickLeave;
    private final Acts acts;
    private final PaymentOrders payments;
    private final LateUse lateUse;
    private final CertificateAnnulment annulment;
    private final VoucherWords voucherWords;
    private final ActWords actWords;
    private final PaymentWords paymentWords;
    private final OfficerWords officers;
    private final Texts texts;

    VoucherSections(
            Vouchers vouchers,
            SickLeave sickLeave,
            Acts acts,
            PaymentOrders payments,
            LateUse lateUse,
            CertificateAnnulment annulment,
            VoucherWords voucherWords,
            ActWords actWords,
            PaymentWords paymentWords,
            OfficerWords officers,
            Texts texts) {
        this.vouchers = vouchers;
        this.sickLeave = sickLeave;
        this.acts = acts;
        this.payments = payments;
        this.lateUse = lateUse;
        this.annulment = annulment;
        this.voucherWords = voucherWords;
        this.actWords = actWords;
        this.paymentWords = paymentWords;
        this.officers = officers;
        this.texts = texts;
    }

    /** Of the voucher of that application; none before one is issued. */
    List<Section> of(String application, Set<Part> parts, Language language) {
        var sections = new ArrayList<Section>();
        vouchers.ofApplication(application).ifPresent(voucher -> {
            sections.add(voucher(voucher, parts, language));
            if (parts.contains(Part.HEALTH)) {
                sections.add(certificates(voucher.number(), language));
            }
            if (parts.contains(Part.MONEY)) {
                acts.actOf(voucher.number())
                        .map(acts::get)
                        .ifPresent(act -> sections.add(act(act, voucher, parts, language)));
            }
        });
        return sections;
    }

    Map<String, String> acceptedCertificates(String voucher) {
        var accepted = new LinkedHashMap<String, String>();
        sickLeave.of(voucher).stream()
                .filter(certificate -> certificate.state() == SickLeaveCertificate.State.ACCEPTED)
                .forEach(certificate -> accepted.put(certificate.id().toString(), certificateText(certificate)));
        return accepted;
    }

    private Section voucher(Voucher voucher, Set<Part> parts, Language language) {
        var rows = new CaseRows(texts, language);
        rows.add("voucher", voucher.number());
        rows.add("voucher-state", texts.in(language, "web.case.voucher." + voucher.state()));
        rows.add("issued", Day.of(voucher.issuedOn()));
        rows.add("last-day", Day.of(voucher.lastDay()));
        rows.add("used", voucher.usedOn() == null ? null : Day.of(voucher.usedOn()));
        for (var late : lateUse.of(voucher.number())) {
            rows.add(
                    "late-use",
                    Day.of(late.usedOn()) + ", "
                            + texts.in(language, "web.case.late-use-protocol", late.protocol(), Day.of(late.signedOn()))
                            + ": " + late.reason() + " (" + officers.name(late.officer(), language) + ", "
                            + Day.andTime(late.recordedAt())
                            + ")");
        }
        if (parts.contains(Part.MONEY)) {
            var face = vouchers.face(voucher.number());
            rows.add("price", tenge(face.price(), language));
            rows.add("state-part", face.statePart() == null ? null : tenge(face.statePart(), language));
            rows.add("holder-part", face.holderPart() == null ? null : tenge(face.holderPart(), language));
            rows.add("parts", voucherWords.partsText(voucher.number(), language));
        }
        return rows.section("voucher");
    }

    private Section certificates(String voucher, Language language) {
        var rows = new CaseRows(texts, language);
        for (var certificate : sickLeave.of(voucher)) {
            rows.add(
                    "certificate",
                    certificateText(certificate) + " ("
                            + texts.in(language, "web.case.certificate." + certificate.state()) + ")");
            voucherWords
                    .certificateWarnings(certificate.id().toString(), language)
                    .forEach(warning -> rows.add("certificate-warning", warning));
            annulment
                    .of(certificate.id())
                    .ifPresent(annulled -> rows.add(
                            "certificate-annulled",
                            texts.in(
                                            language,
                                            "web.case.appeal-decision",
                                            annulled.paper(),
                                            Day.of(annulled.paperDay()))
                                    + " " + annulled.reason() + " (" + officers.name(annulled.officer(), language)
                                    + ", "
                                    + Day.andTime(annulled.annulledAt()) + ")"));
        }
        return rows.section("certificates");
    }

    /** A certificate by its number and days of illness; health data. */
    static String certificateText(ReceivedCertificate certificate) {
        return (certificate.series() + " " + certificate.number()).strip() + ": "
                + certificate.periods().stream()
                        .map(period -> Day.of(period.from()) + " – " + Day.of(period.to()))
                        .collect(Collectors.joining(", "));
    }

    private Section act(ServicesAct act, Voucher voucher, Set<Part> parts, Language language) {
        var rows = new CaseRows(texts, language);
        var number = act.number();
        var sent = act.current().sentBy();
        var erased = sent != null && sent.name().equals(PersonalRecords.GONE);
        if (parts.contains(Part.ACT) && !erased) {
            rows.link("act", number, "/acts/" + number + "/document");
        } else {
            rows.add("act", number);
        }
        rows.add("act-state", paymentWords.stateText(number, language));
        rows.add("protocol", act.protocol());
        var earlier = acts.earlier(number);
        rows.add("earlier-acts", earlier.isEmpty() ? null : String.join(", ", earlier));
        for (var signature : actWords.signatures(number, language)) {
            rows.add(
                    "act-signature",
                    texts.in(language, signature.side()) + ": " + signature.by() + ", " + Day.andTime(signature.at()));
        }
        for (var order : payments.of(number)) {
            if (payments.voucher(order).equals(voucher.number())) {
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
}
