package kz.bilik.settlement;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.problem.Problem;
import org.springframework.stereotype.Component;

/** What a form or a page says of an act: short texts without anything personal. */
@Component
public class ActWords {

    private final Acts acts;
    private final ActLines lines;
    private final Texts texts;

    ActWords(Acts acts, ActLines lines, Texts texts) {
        this.acts = acts;
        this.lines = lines;
        this.texts = texts;
    }

    /**
     * What is payable under cl. 14.1 for the act, in tenge. When the index of today gives another sum than the act
     * states, both are named, so that the officer sees it before he accepts. As long as the index of today is not known,
     * as on the first days of a year, it says so: the act can be read and returned, not accepted.
     */
    public String totalText(String act, Language language) {
        var stated = acts.get(act).current().total();
        long now;
        try {
            now = lines.lines(act).stream().mapToLong(ActLines.Line::service).sum();
        } catch (Problem problem) {
            if (stated == null || !problem.code().equals("law.mci-unknown")) {
                throw problem;
            }
            return texts.in(
                    language,
                    "settlement.total-unknown",
                    stated,
                    problem.arguments().get(0));
        }
        return stated == null || stated == now
                ? texts.in(language, "settlement.tenge", now)
                : texts.in(language, "settlement.total-differs", stated, now);
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
    public Optional<String> remarks(String number) {
        var act = acts.get(number);
        var editions = act.editions();
        return switch (act.state()) {
            case RETURNED -> Optional.ofNullable(act.current().remarks());
            case DRAFT ->
                editions.size() < 2
                        ? Optional.empty()
                        : Optional.ofNullable(editions.get(editions.size() - 2).remarks());
            case SENT, ACCEPTED -> Optional.empty();
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
