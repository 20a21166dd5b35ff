package kz.bilik.application;

import java.util.List;
import kz.bilik.calendar.DeadlineText;
import kz.bilik.distribution.Quotas;
import kz.bilik.language.Language;
import kz.bilik.language.Later;
import kz.bilik.language.Texts;
import kz.bilik.notice.Notices;
import org.springframework.modulith.NamedInterface;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The reasoned refusal: formed in the Labour Market AIS, sent to the applicant's cabinet (cl. 3.3, 8, 9). */
@NamedInterface("steps")
@Component
public class Refusal {

    private final Applications applications;
    private final Quotas quotas;
    private final RefusalDocument document;
    private final LabourMarketReports reports;
    private final Timeline timeline;
    private final Notices notices;
    private final DeadlineText deadlineText;
    private final Texts texts;

    Refusal(
            Applications applications,
            Quotas quotas,
            RefusalDocument document,
            LabourMarketReports reports,
            Timeline timeline,
            Notices notices,
            DeadlineText deadlineText,
            Texts texts) {
        this.applications = applications;
        this.quotas = quotas;
        this.document = document;
        this.reports = reports;
        this.timeline = timeline;
        this.notices = notices;
        this.deadlineText = deadlineText;
        this.texts = texts;
    }

    /** The voucher that was reserved for the application returns to the quota; nothing happens when there is none. */
    @Transactional
    public void releaseVoucher(String number) {
        quotas.release(number, clause(number));
    }

    /**
     * Forms the refusal for the Labour Market AIS, in the state language: its grounds and the way to appeal. Formed again in
     * the same round it stays one.
     *
     * @throws IllegalStateException when there is no reason: nothing is refused without a ground
     */
    @Transactional
    public void form(String number) {
        applications.refusalFormed(number);
        reports.report(
                number,
                applications.moments(number).round(),
                new LabourMarketReports.RefusalFormed(
                        clause(number), grounds(number), texts.in(Language.KK, "application.way-to-appeal")));
    }

    /**
     * Sends it to the applicant's cabinet, as a sealed document in three languages and in a notice in his own, and closes the
     * application; a second time changes nothing.
     */
    @Transactional
    public void send(String number) {
        var application = applications.get(number);
        if (application.outcome() != null) {
            return;
        }
        applications.close(number, Application.Outcome.REFUSED);
        timeline.add(number, "application.refused", clause(number));
        document.seal(number, language -> founded(number).stream()
                .map(reason -> withClause(reason, language))
                .toList());
        notices.tellApplicant(
                number,
                "application.refused",
                applications.moments(number).round(),
                number,
                Later.lines(founded(number).stream().map(Refusal::ground).toList()));
    }

    /**
     * The clause under which it is refused: that of its grounds, all of which come from one step.
     *
     * @throws IllegalStateException when there is no reason
     */
    String clause(String number) {
        return founded(number).get(0).clause();
    }

    /** The reasons in words, each with the officer's or the centre's own. */
    public List<String> reasons(String number, Language language) {
        return founded(number).stream().map(reason -> inWords(reason, language)).toList();
    }

    private List<LabourMarketReports.Ground> grounds(String number) {
        return founded(number).stream()
                .map(reason -> new LabourMarketReports.Ground(
                        reason.reason(),
                        reason.clause(),
                        texts.in(Language.KK, "reason." + reason.reason()),
                        reason.remark()))
                .toList();
    }

    private List<RefusalReason> founded(String number) {
        var reasons = applications.reasons(number);
        if (reasons.isEmpty()) {
            throw new IllegalStateException("Application " + number + " has no reason to be refused");
        }
        return reasons;
    }

    /** A ground with its clause, worded when it is read: the applicant and an officer may speak different languages. */
    private static Later ground(RefusalReason reason) {
        var words = Later.text("reason." + reason.reason());
        var clause = DeadlineText.clause(reason.clause());
        return reason.remark().isEmpty()
                ? Later.text("application.ground", words, clause)
                : Later.text("application.ground-with-remark", words, clause, reason.remark());
    }

    private String withClause(RefusalReason reason, Language language) {
        return texts.in(
                language,
                "application.ground",
                inWords(reason, language),
                deadlineText.clause(language, reason.clause()));
    }

    private String inWords(RefusalReason reason, Language language) {
        var text = texts.in(language, "reason." + reason.reason());
        return reason.remark().isEmpty() ? text : text + ": " + reason.remark();
    }
}
