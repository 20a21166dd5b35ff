package kz.bilik.web.page;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import kz.bilik.application.Applications;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.officer.Officer;
import kz.bilik.problem.Problem;
import kz.bilik.settlement.ExamProtocol;
import kz.bilik.settlement.Protocols;
import kz.bilik.settlement.ServicesAct;
import kz.bilik.voucher.Vouchers;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The part of an act's page in which the recognition centre corrects the protocol, when the mobility centre has returned
 * the act with remarks (cl. 16, 17). Does the same as the API.
 */
@Component
class ProtocolCorrection {

    /**
     * The form as it stands before anything is typed.
     *
     * @param protocol its number, which stays
     * @param regions to choose from, in the order of the reader's alphabet
     */
    record Form(
            String protocol,
            LocalDate signedOn,
            LocalDate examHeldOn,
            String region,
            List<CasePages.Choice> regions,
            List<Holder> holders) {}

    /**
     * A holder, whose result may be corrected.
     *
     * @param field the id of the field
     */
    record Holder(String field, String name, String voucher, ExamProtocol.Result result) {}

    private final Protocols protocols;
    private final Vouchers vouchers;
    private final Applications applications;
    private final Catalogue catalogue;
    private final FormAnswers answers;
    private final Texts texts;

    ProtocolCorrection(
            Protocols protocols,
            Vouchers vouchers,
            Applications applications,
            Catalogue catalogue,
            FormAnswers answers,
            Texts texts) {
        this.protocols = protocols;
        this.vouchers = vouchers;
        this.applications = applications;
        this.catalogue = catalogue;
        this.answers = answers;
        this.texts = texts;
    }

    /** The form for an act that waits for its centre after a return; none before and none when it was signed again. */
    Optional<Form> of(ServicesAct act, Language language) {
        if (act.state() != ServicesAct.State.DRAFT || act.editions().size() < 2) {
            return Optional.empty();
        }
        var protocol = protocol(act);
        return Optional.of(new Form(
                protocol.number(),
                protocol.signedOn(),
                protocol.examHeldOn(),
                protocol.region(),
                catalogue.regions().stream()
                        .map(region -> new CasePages.Choice(
                                region.code(), region.name().in(language)))
                        .sorted((one, other) -> language.order().compare(one.name(), other.name()))
                        .toList(),
                protocol.holders().stream().map(this::holder).toList()));
    }

    /** Corrects the protocol by what that officer of its centre typed; the page says what was done, or what is wrong. */
    void correct(
            ServicesAct act, Officer by, Map<String, String> sent, Language language, RedirectAttributes afterwards) {
        var before = protocol(act);
        var typed = typed(before, sent);
        try {
            var after = protocols.correct(act.recognitionCentre(), by.id(), data(before, typed));
            answers.done(afterwards, language, after.equals(before) ? "act.correct.same" : "act.correct.done");
        } catch (Problem problem) {
            answers.refused(afterwards, language, problem, typed, fields(before, language));
        }
    }

    private ExamProtocol protocol(ServicesAct act) {
        return protocols.ofVoucher(act.vouchers().get(0)).orElseThrow();
    }

    private Holder holder(ExamProtocol.Holder holder) {
        var application = applications.get(vouchers.get(holder.voucher()).application());
        return new Holder(field(holder), application.name(), holder.voucher(), holder.result());
    }

    private static String field(ExamProtocol.Holder holder) {
        return "result-" + holder.voucher();
    }

    private static Map<String, String> typed(ExamProtocol protocol, Map<String, String> sent) {
        var typed = new LinkedHashMap<String, String>();
        for (var field : List.of("signedOn", "examHeldOn", "region")) {
            typed.put(field, sent.getOrDefault(field, ""));
        }
        protocol.holders().forEach(holder -> typed.put(field(holder), sent.getOrDefault(field(holder), "")));
        return typed;
    }

    private static ExamProtocol.Sent data(ExamProtocol protocol, Map<String, String> typed) {
        return new ExamProtocol.Sent(
                protocol.number(),
                day("signedOn", typed),
                day("examHeldOn", typed),
                typed.get("region").isBlank() ? null : typed.get("region"),
                protocol.holders().stream()
                        .map(holder -> new ExamProtocol.Holder(holder.voucher(), result(typed.get(field(holder)))))
                        .toList());
    }

    private static @Nullable LocalDate day(String field, Map<String, String> typed) {
        try {
            return typed.get(field).isBlank() ? null : FormAnswers.day(typed.get(field));
        } catch (Problem unreadable) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "settlement.protocol-wrong")
                    .with(field, "web.day-unreadable");
        }
    }

    private static ExamProtocol.@Nullable Result result(String typed) {
        for (var result : ExamProtocol.Result.values()) {
            if (result.name().equals(typed)) {
                return result;
            }
        }
        return null;
    }

    /** Where the page shows what the service finds wrong. */
    private Map<String, FormAnswers.Field> fields(ExamProtocol protocol, Language language) {
        var fields = new LinkedHashMap<String, FormAnswers.Field>();
        Map.of(
                        "signedOn",
                        "act.correct.signed-on",
                        "examHeldOn",
                        "act.correct.exam-held-on",
                        "region",
                        "act.correct.region")
                .forEach((field, name) -> fields.put(field, new FormAnswers.Field(field, texts.in(language, name))));
        IntStream.range(0, protocol.holders().size()).forEach(index -> {
            var holder = holder(protocol.holders().get(index));
            var field = new FormAnswers.Field(holder.field(), texts.in(language, "act.correct.result", holder.name()));
            fields.put("holders[" + index + "]", field);
            fields.put("holders[" + index + "].voucher", field);
        });
        return fields;
    }
}
