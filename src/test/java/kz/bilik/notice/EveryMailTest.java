package kz.bilik.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import kz.bilik.catalogue.Catalogue;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.support.DemoNames;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import kz.bilik.voucher.VoucherWithdrawal;
import kz.bilik.voucher.Vouchers;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Each mail that an applicant gets, in each of the three languages: it says nothing in another one, no key and no code of
 * what has a name.
 */
@ProcedureTest
class EveryMailTest {

    /** What people type here has no letters, so that it is in every language. */
    private static final String TYPED = "№ 7/24";

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    @Autowired
    Catalogue catalogue;

    @Autowired
    IdentityService identity;

    @Autowired
    JdbcClient database;

    @Autowired
    Vouchers vouchers;

    @Autowired
    VoucherWithdrawal withdrawal;

    @Autowired
    Texts texts;

    @Autowired
    Clock wallClock;

    @Autowired
    Addressees addressees;

    @Autowired
    PlatformTransactionManager transactions;

    @BeforeEach
    void begin() {
        stage.clear();
    }

    @Test
    void speaksTheLanguageOfItsApplicationAndNoOther() throws Exception {
        var refused = story.applies("person-03");
        story.careerCentreRefuses(refused, "INCOMPLETE_DOCUMENTS", TYPED);
        story.careerCentreRefuses(story.applies("person-06"), "FILLED_IN_WRONGLY", TYPED);
        story.careerCentreRefuses(story.applies("person-09"), "REQUIREMENTS_NOT_MET", TYPED);
        story.applies("person-20");
        var declined = story.applies("person-05");
        story.careerCentreForwards(declined);
        story.centreDeclines(declined, TYPED);
        story.careerCentreForwards(story.applies("person-04"));
        withdrawal.withdrawWhatThereIs(story.applies("person-07"));
        withdrawal.withdrawWhatThereIs(
                vouchers.get(story.receivesVoucher("person-08")).application());
        stage.settle();
        story.receivesVoucher("person-02");
        var ill = story.receivesVoucher("person-01");
        var rejected = story.receivesVoucher("person-10");
        var outside = story.receivesVoucher("person-16");
        story.centreAdmits(outside);
        var act = story.examHeld("17", "KZ-71", outside).get(0);
        story.centreSigns(act);
        story.mobilityCentreAcceptsAct(act);
        story.accountantReleases(act);
        story.ordersOf(act).forEach(order -> story.bankConfirms(order.number()));
        stage.morningOf(LocalDate.of(2026, 10, 9));
        story.mobilityCentreAccepts(story.sendsCertificate(ill, LocalDate.of(2026, 10, 5), LocalDate.of(2026, 10, 9)));
        story.mobilityCentreRejects(
                story.sendsCertificate(rejected, LocalDate.of(2026, 10, 5), LocalDate.of(2026, 10, 9)), "UNREADABLE");
        stage.morningOf(LocalDate.of(2026, 11, 30));

        var names = new DemoNames(catalogue, identity);
        var tongue = names.tongue();
        var faults = new TreeMap<String, Set<String>>();
        var codes = new TreeSet<>(database.sql("select distinct code from notice where recipient_kind = 'APPLICANT'")
                .query(String.class)
                .list());
        for (var language : Language.values()) {
            var known = names.in(language);
            for (var mail : mails(language)) {
                for (var text : List.of(mail.getSubject(), (String) mail.getContent())) {
                    assertThat(text).isNotBlank();
                    var wrong = tongue.wrong(language, text, known);
                    if (!wrong.isEmpty()) {
                        faults.computeIfAbsent(language + " " + wrong, each -> new TreeSet<>())
                                .add(text);
                    }
                }
                assertThat(mail.getHeader("Content-Language")).containsExactly(language.tag());
            }
        }
        assertSoftly(softly -> {
            faults.forEach((fault, mails) -> softly.assertThat(mails).as(fault).isEmpty());
            softly.assertThat(codes)
                    .as("kinds of messages that were read")
                    .hasSizeGreaterThanOrEqualTo(12)
                    .contains(
                            "application.received",
                            "application.refused",
                            "application.withdrawn",
                            "settlement.aid-paid",
                            "voucher.issued",
                            "voucher.lapsed",
                            "voucher.extended",
                            "voucher.reminder");
        });
    }

    /** All of them, as the outbox would send them to people who read that language. */
    private List<MimeMessage> mails(Language language) {
        database.sql("update application set language = ?, messages_by_email = true, email = 'somebody@demo.example'")
                .param(language.name())
                .update();
        // Long due by the wall's clock, by which mails are sent.
        database.sql("update notice set mail_state = 'WAITING', mail_attempts = 0,"
                        + " mail_due_at = timestamp with time zone '2020-01-01 00:00:00+05:00'"
                        + " where recipient_kind = 'APPLICANT'")
                .update();
        var sent = new ArrayList<MimeMessage>();
        var post = new JavaMailSenderImpl() {
            @Override
            protected void doSend(MimeMessage[] messages, Object[] originals) {
                sent.addAll(List.of(messages));
            }
        };
        new MailOutbox(
                        database,
                        wallClock,
                        texts,
                        addressees,
                        post,
                        new NoticeSettings(
                                "bilik@localhost",
                                Duration.ofSeconds(5),
                                200,
                                Duration.ofMinutes(10),
                                Duration.ofMinutes(1),
                                Duration.ofHours(6),
                                20),
                        transactions)
                .sendDue();
        assertThat(sent)
                .hasSize(database.sql("select count(*) from notice where recipient_kind = 'APPLICANT'")
                        .query(Integer.class)
                        .single());
        return sent;
    }
}
