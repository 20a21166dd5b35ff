package kz.bilik.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import kz.bilik.calendar.LegalClock;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.notice.Addressees.Addressee;
import kz.bilik.officer.Place;
import kz.bilik.record.Savepoint;
import kz.bilik.support.TestDatabases.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Notices and their mails, on both databases, with a real mail server. */
@Tag("database")
@SuppressWarnings("resource")
class NoticesTest {

    private static final String BOTH = "kz.bilik.support.TestDatabases#both";

    private final Map<String, Addressee> applicants = new HashMap<>();
    private final MovableClock wall = new MovableClock();
    private final ServerSetup setup = ServerSetupTest.SMTP.dynamicPort();
    private GreenMail server = new GreenMail(setup);
    private int port;

    @BeforeEach
    void startMailServer() {
        server.start();
        port = server.getSmtp().getPort();
        applicants.put("A-2026-75-000001", new Addressee(Language.KK, "person-01@demo.example"));
        applicants.put("A-2026-75-000002", new Addressee(Language.RU, null));
        applicants.put("A-2026-75-000003", new Addressee(Language.EN, "no address at all"));
    }

    @AfterEach
    void stopMailServer() {
        server.stop();
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void anApplicantIsToldOnceInHisLanguageAndByOneMail(TestDatabase database) throws Exception {
        var product = new Product(database);
        for (var again = 0; again < 2; again++) {
            product.tell("A-2026-75-000001", "voucher.lapsed", "", "V-2026-75-000007", LocalDate.of(2026, 11, 13));
        }
        product.outbox.sendDue();
        product.outbox.sendDue();

        assertThat(product.notices.toApplicant("A-2026-75-000001", Language.EN))
                .singleElement()
                .satisfies(notice -> assertThat(notice.text()).contains("V-2026-75-000007 was valid until 13.11.2026"));
        assertThat(server.getReceivedMessages()).hasSize(1);
        var mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("Біржолғы ваучер: A-2026-75-000001 өтінішіңіз туралы хабар");
        assertThat(body(mail))
                .contains("V-2026-75-000007")
                .contains("13.11.2026")
                .contains("Толығырақ жеке кабинетіңізден көріңіз");
        assertThat(mail.getAllRecipients()[0]).hasToString("person-01@demo.example");
        assertThat(mail.getHeader("Message-ID")[0]).endsWith("@bilik>");
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void anotherKeyIsAnotherNotice(TestDatabase database) {
        var product = new Product(database);
        product.tell("A-2026-75-000001", "voucher.reminder", "30", "V-1", "x", "30");
        product.tell("A-2026-75-000001", "voucher.reminder", "10", "V-1", "x", "10");
        assertThat(product.notices.toApplicant("A-2026-75-000001", Language.KK)).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void whoDidNotConsentFindsTheNoticeInTheCabinetOnly(TestDatabase database) {
        var product = new Product(database);
        product.tell("A-2026-75-000002", "voucher.withdrawn", "", "V-1");
        product.outbox.sendDue();
        assertThat(product.notices.toApplicant("A-2026-75-000002", Language.RU)).hasSize(1);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void whoTakesHisConsentBackGetsNoMailThatWasWaiting(TestDatabase database) {
        var product = new Product(database);
        product.tell("A-2026-75-000001", "voucher.withdrawn", "", "V-1");
        applicants.put("A-2026-75-000001", new Addressee(Language.KK, null));
        product.outbox.sendDue();
        assertThat(server.getReceivedMessages()).isEmpty();
        assertThat(product.states()).containsExactly("NONE");
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void aServerThatIsDownLosesNothingAndIsTriedLessAndLessOften(TestDatabase database) {
        var product = new Product(database);
        server.stop();
        product.tell("A-2026-75-000001", "voucher.withdrawn", "", "V-1");
        product.outbox.sendDue();
        assertThat(product.states()).containsExactly("WAITING");
        wall.forward(Duration.ofSeconds(61));
        product.outbox.sendDue();
        assertThat(product.attempts()).isEqualTo(2);
        wall.forward(Duration.ofSeconds(61));
        product.outbox.sendDue();
        assertThat(product.attempts()).as("the second pause is twice as long").isEqualTo(2);

        server = new GreenMail(new ServerSetup(port, "127.0.0.1", "smtp"));
        server.start();
        wall.forward(Duration.ofSeconds(61));
        product.outbox.sendDue();
        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(product.states()).containsExactly("SENT");
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void anAddressThatIsNoneIsGivenUpAndHoldsNobodyUp(TestDatabase database) {
        var product = new Product(database);
        product.tell("A-2026-75-000003", "voucher.withdrawn", "", "V-3");
        product.tell("A-2026-75-000001", "voucher.withdrawn", "", "V-1");
        product.outbox.sendDue();
        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(product.states()).containsExactlyInAnyOrder("GIVEN_UP", "SENT");
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void aDomainInKazakhLettersIsSentToByItsNameInAscii(TestDatabase database) throws Exception {
        applicants.put("A-2026-75-000004", new Addressee(Language.KK, "nurlan@пошта.қаз"));
        applicants.put("A-2026-75-000005", new Addressee(Language.KK, "нұрлан@пошта.қаз"));
        var product = new Product(database, "Bilik <bilik@білік.қаз>");
        product.tell("A-2026-75-000004", "voucher.withdrawn", "", "V-4");
        product.tell("A-2026-75-000005", "voucher.withdrawn", "", "V-5");
        product.outbox.sendDue();

        assertThat(server.getReceivedMessages()).hasSize(1);
        var mail = server.getReceivedMessages()[0];
        assertThat(mail.getAllRecipients()[0]).hasToString("nurlan@xn--80a1acn3a.xn--80ao21a");
        assertThat(mail.getFrom()[0]).hasToString("Bilik <bilik@xn--90asc1ib.xn--80ao21a>");
        assertThat(product.states()).containsExactlyInAnyOrder("SENT", "GIVEN_UP");
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void aStepThatIsRolledBackTellsNobody(TestDatabase database) {
        var product = new Product(database);
        database.transactions().executeWithoutResult(status -> {
            product.notices.tellApplicant("A-2026-75-000001", "voucher.withdrawn", "", "V-1");
            status.setRollbackOnly();
        });
        product.outbox.sendDue();
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void fourNodesSendEachOfFiftyMailsOnce(TestDatabase database) throws Exception {
        var nodes =
                IntStream.range(0, 4).mapToObj(node -> new Product(database)).toList();
        for (var key = 0; key < 50; key++) {
            nodes.get(0).tell("A-2026-75-000001", "voucher.withdrawn", "" + key, "V-" + key);
        }
        inParallel(nodes.stream()
                .map(node -> (Callable<Void>) () -> {
                    node.outbox.sendDue();
                    return null;
                })
                .toList());
        assertThat(server.getReceivedMessages()).hasSize(50);
        assertThat(nodes.get(0).states()).hasSize(50).containsOnly("SENT");
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void aNodeThatDiedWithMailsInHandLeavesThemToTheNextOne(TestDatabase database) {
        var product = new Product(database);
        product.tell("A-2026-75-000001", "voucher.withdrawn", "", "V-1");
        database.jdbc()
                .sql("update notice set mail_due_at = ?")
                .param(java.time.OffsetDateTime.ofInstant(wall.instant().plusSeconds(600), LegalClock.ZONE))
                .update();
        product.outbox.sendDue();
        assertThat(server.getReceivedMessages()).isEmpty();
        wall.forward(Duration.ofMinutes(11));
        product.outbox.sendDue();
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource(BOTH)
    void rivalsWhoTellTheSameAtOnceTellItOnceAndTheirStepsGoOn(TestDatabase database) throws Exception {
        var product = new Product(database);
        inParallel(IntStream.range(0, 16)
                .mapToObj(rival -> (Callable<Void>) () -> {
                    database.transactions().executeWithoutResult(status -> {
                        product.notices.tell(
                                Place.mobilityCentre("KZ-75"), "A-1", "voucher.withdrawn-by-holder", "", "V-1");
                        product.notices.tell(
                                Place.mobilityCentre("KZ-75"), "A-1", "voucher.withdrawn-by-holder", "" + rival, "V-1");
                    });
                    return null;
                })
                .toList());
        assertThat(product.notices.to(Place.mobilityCentre("KZ-75"), Language.EN))
                .hasSize(17);
    }

    private static void inParallel(List<Callable<Void>> work) throws Exception {
        var threads = Executors.newFixedThreadPool(work.size());
        try {
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static String body(MimeMessage mail) throws Exception {
        return mail.getContent() instanceof jakarta.mail.internet.MimeMultipart parts
                ? parts.getBodyPart(0).getContent().toString()
                : mail.getContent().toString();
    }

    /** One node of the product, as far as notices need it. */
    private final class Product {

        private final TestDatabase database;
        private final Notices notices;
        private final MailOutbox outbox;

        Product(TestDatabase database) {
            this(database, "bilik@demo.example");
        }

        Product(TestDatabase database, String from) {
            this.database = database;
            var texts = new AnnotationConfigApplicationContext(Texts.class).getBean(Texts.class);
            Addressees addressees = application -> Optional.ofNullable(applicants.get(application));
            var sender = new JavaMailSenderImpl();
            sender.setHost("127.0.0.1");
            sender.setPort(port);
            sender.setDefaultEncoding("UTF-8");
            var settings = new NoticeSettings(
                    from,
                    Duration.ofSeconds(5),
                    5,
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(1),
                    Duration.ofHours(6),
                    20);
            outbox = new MailOutbox(
                    database.jdbc(), wall, texts, addressees, sender, settings, database.transactionManager());
            var beans = new StaticListableBeanFactory(Map.of("addressees", addressees, "outbox", outbox));
            notices = new Notices(
                    database.jdbc(),
                    new LegalClock(wall),
                    wall,
                    texts,
                    beans.getBeanProvider(Addressees.class),
                    beans.getBeanProvider(MailOutbox.class),
                    new Savepoint(database.transactionManager()));
        }

        void tell(String application, String code, String key, Object... arguments) {
            database.transactions()
                    .executeWithoutResult(status -> notices.tellApplicant(application, code, key, arguments));
        }

        List<String> states() {
            return database.jdbc()
                    .sql("select mail_state from notice order by id")
                    .query(String.class)
                    .list();
        }

        int attempts() {
            return database.jdbc()
                    .sql("select mail_attempts from notice")
                    .query(Integer.class)
                    .single();
        }
    }

    private static final class MovableClock extends Clock {

        private Instant now = Instant.parse("2026-09-14T04:00:00Z");

        void forward(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return LegalClock.ZONE;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
