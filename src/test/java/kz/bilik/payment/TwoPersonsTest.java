package kz.bilik.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import kz.bilik.identity.Iin;
import kz.bilik.officer.keeping.OfficerPersons;
import kz.bilik.settlement.Acts;
import kz.bilik.signature.Signatures;
import kz.bilik.support.ProcedureTest;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Acceptance and release are four eyes of two persons, whichever accounts they use. */
@ProcedureTest
class TwoPersonsTest {

    private static final String ACCOUNTANT = "accountant-KZ-75";
    private static final String ANOTHER = "accountant-of-long-ago";
    private static final Set<String> GROUPS = Set.of("accountant.KZ-75");

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    @Autowired
    Acts acts;

    @Autowired
    Signatures signatures;

    @Autowired
    PaymentOrders orders;

    @Autowired
    PaymentHalts halts;

    @Autowired
    OfficerPersons persons;

    @Autowired
    JdbcClient jdbc;

    private String act;
    private Iin acceptor;

    @BeforeEach
    void anActIsAccepted() {
        stage.clear();
        var voucher = story.receivesVoucher("person-01");
        story.centreAdmits(voucher);
        act = story.examHeld("P-19", "KZ-75", voucher).get(0);
        story.centreSigns(act);
        story.mobilityCentreAcceptsAct(act);
        var accepted = acts.get(act).current().acceptedBy().fingerprint();
        acceptor = signatures.of(act).stream()
                .filter(evidence -> evidence.fingerprint().equals(accepted))
                .findFirst()
                .orElseThrow()
                .iin();
    }

    @AfterEach
    void nobodyIsKnown() {
        jdbc.sql("delete from officer_person").update();
    }

    @Test
    void whoAcceptedAnActReleasesItsPaymentsByNoneOfHisAccounts() {
        persons.name(ACCOUNTANT, acceptor);
        persons.name(ANOTHER, acceptor);
        assertThat(persons.areOne(ACCOUNTANT, ANOTHER)).isTrue();
        for (var account : Set.of(ACCOUNTANT, ANOTHER)) {
            assertThatThrownBy(() -> story.as(account, GROUPS, () -> orders.release(act, true)))
                    .hasMessageContaining("payment.same-person");
        }
        assertThat(story.ordersOf(act)).allMatch(order -> order.state() == PaymentOrder.State.CREATED);

        persons.name(ACCOUNTANT, Iin.of(Story.person("person-07").get("iin")));
        story.completes(ACCOUNTANT, GROUPS, act, "releasePayments", Map.of("released", true));
        assertThat(story.ordersOf(act)).noneMatch(order -> order.state() == PaymentOrder.State.CREATED);
    }

    @Test
    void norDoesHeReleaseWhatWasHeld() {
        var order = story.ordersOf(act).get(0).number();
        story.as(ACCOUNTANT, GROUPS, () -> halts.hold(order, "Which account?"));
        story.completes(ACCOUNTANT, GROUPS, act, "releasePayments", Map.of("released", true));
        persons.name(ANOTHER, acceptor);
        assertThatThrownBy(() -> story.as(ANOTHER, GROUPS, () -> halts.decide(order, "release", null)))
                .hasMessageContaining("payment.same-person");
        story.completes(ACCOUNTANT, GROUPS, act, "decidePayment", Map.of("decision", "release"));
        assertThat(orders.get(order).state()).isNotEqualTo(PaymentOrder.State.HELD);
    }
}
