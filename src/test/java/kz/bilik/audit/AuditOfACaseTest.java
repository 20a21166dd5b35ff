package kz.bilik.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import kz.bilik.application.Intake;
import kz.bilik.casefile.CaseReads;
import kz.bilik.language.Language;
import kz.bilik.officer.keeping.AdministratorDeeds;
import kz.bilik.problem.Problem;
import kz.bilik.record.Recorded;
import kz.bilik.record.Recorded.Kind;
import kz.bilik.signature.DemoSignature;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import kz.bilik.support.TestTexts;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A whole case, a refusal and what is around them leave records that each have an entry, and read back as they were written. */
@ProcedureTest
class AuditOfACaseTest {

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    @Autowired
    Beginning beginning;

    @Autowired
    Chaining chaining;

    @Autowired
    ChainCheck check;

    @Autowired
    CaseReads reads;

    @Autowired
    AdministratorDeeds deeds;

    @Autowired
    LawSettings settings;

    @Autowired
    NightlyLook nightly;

    @Autowired
    Intake intake;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    /** Scenes before this one have swept tables away, which the chain would tell. */
    @BeforeEach
    void beginAnew() {
        stage.clear();
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            chaining.lockHead();
            jdbc.sql("delete from audit_entry where kind not in ('DEPLOYMENT', 'DEPLOYMENT_CHANGES', 'SETTING')")
                    .update();
            jdbc.sql("update audit_entry set position = null, hash = null").update();
            jdbc.sql("delete from audit_seal").update();
            jdbc.sql("update audit_head set position = 0, hash = ?")
                    .param(AuditEntry.NOTHING)
                    .update();
        });
        beginning.begin();
    }

    @Test
    void eachRecordOfACaseHasItsEntryAndReadsBackAsItWasWritten() {
        var before = entries();
        var voucher = story.receivesVoucher("person-01");
        story.centreAdmits(voucher);
        var act = story.examHeld("17", "KZ-75", voucher).get(0);
        story.centreSigns(act);
        story.mobilityCentreAcceptsAct(act);
        var order = story.ordersOf(act).get(0).number();
        story.as("accountant-KZ-75", Set.of("accountant.KZ-75"), () -> story.accountantHolds(order, "Which account?"));
        story.accountantReleases(act);
        story.completes(
                "accountant-KZ-75", Set.of("accountant.KZ-75"), act, "decidePayment", Map.of("decision", "release"));
        story.bankConfirms(order);
        var refused = story.applies("person-02");
        story.careerCentreRefuses(refused, "INCOMPLETE_DOCUMENTS", "No diploma");
        reads.record("auditor", refused, CaseReads.PAGE);
        deeds.record("admin", AdministratorDeeds.Deed.LOCKED, "somebody", "Left");

        chaining.chain();
        var outcome = check.check();
        assertThat(check.words(outcome, Language.EN)).isEmpty();
        assertThat(outcome.isWhole()).isTrue();
        var after = entries();
        for (var kind : Set.of(
                Kind.STEP,
                Kind.GROUND,
                Kind.SIGNATURE,
                Kind.QUOTA,
                Kind.PAYMENT,
                Kind.PAYMENT_HALT,
                Kind.READING,
                Kind.ADMINISTRATION)) {
            assertThat(after.getOrDefault(kind.name(), 0L))
                    .as(kind.name())
                    .isGreaterThan(before.getOrDefault(kind.name(), 0L));
        }
        assertThat(after).containsKeys("DEPLOYMENT", "SETTING");
        assertThat(jdbc.sql(
                                "select officer from audit_entry where kind = 'PAYMENT_HALT' and subject = ? order by id limit 1")
                        .param(order)
                        .query(String.class)
                        .single())
                .isEqualTo("accountant-KZ-75");

        jdbc.sql("update payment_order set payee_account = 'KZ55722TEST000000002' where number = ?")
                .param(order)
                .update();
        assertThat(check.words(check.check(), Language.EN))
                .singleElement()
                .asString()
                .contains("stands for was changed: Payment orders, " + order);
    }

    @Test
    void aSignatureThatIsRefusedIsRecordedAlthoughNothingElseIs() {
        var form = "{}".getBytes(StandardCharsets.UTF_8);
        var ofAnother = DemoSignature.of("person-01", "[]".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> intake.receive(form, ofAnother, List.of())).isInstanceOf(Problem.class);
        assertThat(details("SIGNATURE_REFUSED"))
                .singleElement()
                .asString()
                .startsWith("signature.")
                .contains("content " + Recorded.sha256(form));

        var iin = Story.person("person-02").get("iin");
        assertThatThrownBy(() -> story.submits("person-01", changed -> changed.put("iin", iin)))
                .isInstanceOf(Problem.class);
        assertThat(details("SIGNATURE_REFUSED"))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("application.wrong-signer, ")
                .doesNotContain(iin);

        // Nothing that could be verified was sent.
        assertThatThrownBy(() -> intake.receive(form, new byte[0], List.of())).isInstanceOf(Problem.class);
        assertThat(details("SIGNATURE_REFUSED")).hasSize(2);
        chaining.chain();
        assertThat(check.check().isWhole()).isTrue();
    }

    private List<String> details(String kind) {
        return jdbc.sql("select details from audit_entry where kind = ? order by id")
                .param(kind)
                .query(String.class)
                .list();
    }

    @Test
    void theNightlyLookIsTakenOnceADayAndTellsAuditorsAndAdministratorsWhatItFound() {
        jdbc.sql("delete from audit_look").update();
        chaining.chain();
        assertThat(nightly.look()).isTrue();
        assertThat(nightly.look()).as("the same day, by another node").isFalse();
        assertThat(nightly.latest()).get().satisfies(look -> {
            assertThat(look.found()).isZero();
            assertThat(look.endedAt()).isNotNull();
            assertThat(look.entries()).isPositive();
        });
        assertThat(told()).isEmpty();

        jdbc.sql("delete from audit_look").update();
        jdbc.sql("update audit_entry set officer = 'another' where position = 1")
                .update();
        assertThat(nightly.look()).isTrue();
        assertThat(nightly.latest()).get().extracting(NightlyLook.Look::found).isEqualTo(1);
        assertThat(told()).containsExactlyInAnyOrder("GROUP auditor", "GROUP camunda-admin");
    }

    private List<String> told() {
        return jdbc.sql("select recipient_kind || ' ' || recipient from notice where code = 'audit.broken'")
                .query(String.class)
                .list();
    }

    @Test
    void everySettingOfTheLawHasANameForItsReaders() {
        assertThat(jdbc.sql("select distinct subject from audit_entry where kind = 'SETTING'")
                        .query(String.class)
                        .list())
                .hasSizeGreaterThan(4)
                .allSatisfy(name -> assertThat(TestTexts.get().in(Language.EN, "audit.setting." + name))
                        .doesNotContain(name));
    }

    @Test
    void aSettingOfTheLawIsRecordedAgainWhenItIsAnotherOne() {
        var before = entries();
        settings.tell();
        assertThat(entries()).isEqualTo(before);
        jdbc.sql("update audit_entry set details = 'another' where kind = 'SETTING' and subject = 'VoucherSettings'")
                .update();
        settings.tell();
        assertThat(entries().get("SETTING")).isEqualTo(before.get("SETTING") + 1);
    }

    private Map<String, Long> entries() {
        var entries = new TreeMap<String, Long>();
        jdbc.sql("select kind, count(*) as entries from audit_entry group by kind")
                .query(row -> {
                    entries.put(row.getString("kind"), row.getLong("entries"));
                });
        return entries;
    }
}
