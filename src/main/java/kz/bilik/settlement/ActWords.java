package kz.bilik.settlement;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.law.Reimbursement;
import kz.bilik.problem.Problem;
import org.springframework.stereotype.Component;

/** What a form or a page says of an act: short texts without anything personal, unless they say so. */
@Component
public class ActWords {

    /** Beyond this the form refers to the act itself. */
    private static final int MOST_NAMED = 20;

    private final Acts acts;
    private final ActLines lines;
    private final ActAmounts amounts;
    private final Protocols protocols;
    private final ExamWarnings warnings;
    private final Catalogue catalogue;
    private final Texts texts;

    ActWords(
            Acts acts,
            ActLines lines,
            ActAmounts amounts,
            Protocols protocols,
            ExamWarnings warnings,
            Catalogue catalogue,
            Texts texts) {
        this.acts = acts;
        this.lines = lines;
        this.amounts = amounts;
        this.protocols = protocols;
        this.warnings = warnings;
        this.catalogue = catalogue;
        this.texts = texts;
    }

    /**
     * What is payable under cl. 14.1 for the act, in tenge. When the amounts are others by now than the act states, both
     * sums are named, so that the officer sees it before he decides. As long as the index that counts is not known, as
     * on the first days of a year, it says so: the act can be read and returned, not accepted.
     */
    public String totalText(String number, Language language) {
        var act = acts.get(number);
        var stated = act.current().total();
        if (stated == null) {
            return tenge(service(lines.reckonedNow(number)), language);
        }
        if (act.state() == ServicesAct.State.ACCEPTED) {
            return tenge(stated, language);
        }
        try {
            return amounts.changes(act).isEmpty()
                    ? tenge(stated, language)
                    : texts.in(language, "settlement.total-differs", stated, service(lines.reckonedNow(number)));
        } catch (Problem problem) {
            if (!problem.code().equals("law.mci-unknown")) {
                throw problem;
            }
            return texts.in(
                    language,
                    "settlement.total-unknown",
                    stated,
                    problem.arguments().get(0));
        }
    }

    private static long service(List<ActLines.Line> lines) {
        return lines.stream().mapToLong(line -> line.amounts().service()).sum();
    }

    /** Where and when the exam was held by the protocol, on which the aid of cl. 14.2 rests. */
    public String examText(String number, Language language) {
        var protocol = protocols.ofAct(number);
        return texts.in(
                language,
                "settlement.exam",
                Day.of(protocol.examHeldOn()),
                catalogue.regionName(protocol.region(), language));
    }

    /** The aid of cl. 14.2: the sum, then each voucher whose holder gets it, one a line. */
    public String aidText(String number, Language language) {
        var aided =
                lines(number).stream().filter(line -> line.amounts().aid() > 0).toList();
        if (aided.isEmpty()) {
            return texts.in(language, "settlement.aid-none");
        }
        var said = new ArrayList<String>();
        said.add(tenge(aided.stream().mapToLong(line -> line.amounts().aid()).sum(), language));
        aided.stream()
                .limit(MOST_NAMED)
                .forEach(line -> said.add(texts.in(
                        language,
                        "settlement.aid-of",
                        line.voucher().number(),
                        line.amounts().aid(),
                        catalogue.regionName(line.application().registeredRegion(), language))));
        if (aided.size() > MOST_NAMED) {
            said.add(texts.in(language, "settlement.aid-more", aided.size() - MOST_NAMED));
        }
        return String.join("\n", said);
    }

    /** On which two regions the aid of cl. 14.2 for that voucher rests: that of the exam and that of registration. */
    public String aidGroundText(String voucher, Language language) {
        return texts.in(
                language,
                "settlement.aid-ground",
                catalogue.regionName(protocols.getOfVoucher(voucher).region(), language),
                catalogue.regionName(lines.application(voucher).registeredRegion(), language));
    }

    /**
     * What whoever signs or accepts an act should look at; none of it refuses anything: an exam outside the recognition
     * centre's own region, an exam after the last valid day of who was admitted in time, a protocol signed long after
     * its exam.
     */
    public List<String> warnings(String number, Language language) {
        return warnings.of(protocols.ofAct(number), lines.of(number), language).stream()
                .map(ExamProtocol.Warning::text)
                .toList();
    }

    /** The same of a protocol as a whole, for whoever records it. */
    public List<ExamProtocol.Warning> warnings(ExamProtocol protocol, Language language) {
        return warnings.of(
                protocol,
                protocol.holders().stream().map(ExamProtocol.Holder::voucher).toList(),
                language);
    }

    /**
     * A person of an act and his amounts, as the act states them; the same way its totals.
     *
     * @param registered the region of his permanent registration
     */
    public record PersonText(
            int line,
            String name,
            String voucher,
            String registered,
            String price,
            String service,
            String holder,
            String aid) {}

    /** The persons of an act, as its annex lists them; personal data. None while the index that counts is not known. */
    public List<PersonText> persons(String number, Language language) {
        return lines(number).stream()
                .map(line -> new PersonText(
                        line.line(),
                        line.application().name(),
                        line.voucher().number(),
                        catalogue.regionName(line.application().registeredRegion(), language),
                        tenge(line.amounts().price(), language),
                        tenge(line.amounts().service(), language),
                        tenge(line.amounts().holder(), language),
                        tenge(line.amounts().aid(), language)))
                .toList();
    }

    /** The sums of what {@link #persons} lists: price, service, holder's part, aid. */
    public List<String> totals(String number, Language language) {
        var content = lines(number);
        return Stream.<ToLongFunction<Reimbursement>>of(
                        Reimbursement::price, Reimbursement::service, Reimbursement::holder, Reimbursement::aid)
                .map(amount -> tenge(
                        content.stream()
                                .mapToLong(line -> amount.applyAsLong(line.amounts()))
                                .sum(),
                        language))
                .toList();
    }

    /** What the act states; as long as it is not formed, what it would state now. */
    private List<ActLines.Line> lines(String number) {
        var stated = amounts.stated(acts.get(number));
        try {
            return stated.isEmpty() ? lines.reckonedNow(number) : stated;
        } catch (Problem problem) {
            if (problem.code().equals("law.mci-unknown")) {
                return List.of();
            }
            throw problem;
        }
    }

    /**
     * A line whose amounts are others by now than those that were signed.
     *
     * @param service to the centre: signed, and as it would be now
     * @param aid to the holder: the same
     */
    public record ChangeText(int line, String voucher, Pair service, Pair aid) {

        /** What was signed, and what it would be now. */
        public record Pair(String signed, String now) {}
    }

    /** The lines of a sent act that keep it from being accepted (cl. 17); none while the index is not known. */
    public List<ChangeText> changes(String number, Language language) {
        var act = acts.get(number);
        if (act.state() != ServicesAct.State.SENT || !amounts.haveChanged(act)) {
            return List.of();
        }
        return amounts.changes(act).stream()
                .map(change -> new ChangeText(
                        change.line(),
                        change.voucher(),
                        pair(change, Reimbursement::service, language),
                        pair(change, Reimbursement::aid, language)))
                .toList();
    }

    private ChangeText.Pair pair(ActAmounts.Change change, ToLongFunction<Reimbursement> amount, Language language) {
        var stated = change.stated();
        return new ChangeText.Pair(
                stated == null ? "?" : tenge(amount.applyAsLong(stated), language),
                tenge(amount.applyAsLong(change.now()), language));
    }

    private String tenge(long amount, Language language) {
        return texts.in(language, "settlement.tenge", amount);
    }

    /**
     * A signature that an act bears.
     *
     * @param side the key of the words that say what it did
     * @param by the signer and his organisation
     */
    public record SignatureText(String side, String by, OffsetDateTime at) {}

    /**
     * How the act stands, in a word or two: a draft that was returned is not just one that was not sent yet. Whether an
     * accepted one is paid, the payments know.
     */
    public String stateText(String number, Language language) {
        var state = remarks(number).isPresent()
                ? ServicesAct.State.RETURNED
                : acts.get(number).state();
        return texts.in(language, "act.state-" + state);
    }

    /** Why the mobility centre returned the act (cl. 17), until the centre has signed it again. */
    public Optional<String> remarks(String number, Language language) {
        return remarks(number).map(remarks -> inWords(remarks, language));
    }

    /** The remarks of an edition as they are read: what somebody typed, or what the product said for him. */
    public String inWords(String remarks, Language language) {
        return Remarks.in(language, remarks, texts);
    }

    private Optional<String> remarks(String number) {
        var act = acts.get(number);
        var editions = act.editions();
        return switch (act.state()) {
            case RETURNED -> Optional.ofNullable(act.current().remarks());
            case DRAFT ->
                editions.size() < 2
                        ? Optional.empty()
                        : Optional.ofNullable(editions.get(editions.size() - 2).remarks());
            case SENT, ACCEPTED, EMPTIED -> Optional.empty();
        };
    }

    /** By whose signatures the current edition was sent (cl. 16) and accepted (cl. 17), and when. */
    public List<SignatureText> signatures(String number, Language language) {
        var act = acts.get(number);
        var current = act.current();
        var signatures = new ArrayList<SignatureText>();
        if (current.sentBy() != null && current.receivedAt() != null) {
            signatures.add(new SignatureText(
                    "act.page.sent-by",
                    signed(current.sentBy(), acts.centre(act).name(), language),
                    current.receivedAt()));
        }
        if (current.acceptedBy() != null && current.decidedAt() != null) {
            signatures.add(new SignatureText(
                    "act.page.accepted-by",
                    signed(current.acceptedBy(), acts.customer(act).name(), language),
                    current.decidedAt()));
        }
        return signatures;
    }

    private String signed(ServicesAct.Signed signed, Catalogue.Name organisation, Language language) {
        return texts.in(language, "act.page.signed", signed.name(), organisation.in(language));
    }

    /** Where an officer of the mobility centre reads the act. */
    public String documentLink(String act) {
        return "/acts/" + act + "/document";
    }
}
