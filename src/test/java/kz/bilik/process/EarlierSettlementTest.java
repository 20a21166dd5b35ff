package kz.bilik.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kz.bilik.payment.PaymentHalts;
import kz.bilik.payment.PaymentOrder;
import kz.bilik.payment.PaymentOrders;
import kz.bilik.process.gate.Ungated;
import kz.bilik.support.ProcedureTest;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * An act whose procedure began before orders could be held or returned goes on by the diagram of that time, which is deployed
 * here as it was; the one of today is deployed after it.
 */
@ProcedureTest
class EarlierSettlementTest extends Scene {

    @Autowired
    RepositoryService repository;

    @Autowired
    PaymentOrders orders;

    @Autowired
    PaymentHalts halts;

    private final List<String> deployed = new ArrayList<>();
    private String act;
    private List<String> numbers;

    @BeforeEach
    void anActOfBeforeStandsAtItsRelease() throws IOException {
        deploy(Path.of("src/test/resources/earlier/settlement.bpmn"));
        // Examined outside his region: an order for the service and one for the aid.
        var voucher = story.receivesVoucher("person-16");
        story.centreAdmits(voucher);
        act = story.examHeld("P-17", "KZ-75", voucher).get(0);
        deploy(Path.of("processes/settlement.bpmn"));
        story.centreSigns(act);
        story.mobilityCentreAcceptsAct(act);
        assertThat(story.openTasks(act)).containsExactly("releasePayments");
        numbers = orders.of(act).stream().map(PaymentOrder::number).toList();
        assertThat(numbers).hasSize(2);
    }

    private void deploy(Path diagram) throws IOException {
        // As it was deployed when there was no gate.
        deployed.add(Ungated.deploy(
                        repository,
                        repository
                                .createDeployment()
                                .name(diagram.toString())
                                .addString("processes/settlement.bpmn", Files.readString(diagram)))
                .getId());
    }

    @AfterEach
    void asItWas() {
        stage.clear();
        deployed.forEach(deployment -> repository.deleteDeployment(deployment, true));
    }

    @Test
    void itsOrdersAreNeitherHeldNorReturnedAndArePaidTogether() {
        refused("payment.earlier-procedure", () -> halts.hold(numbers.get(0), "The contract is looked for"));
        refused("payment.earlier-procedure", () -> halts.giveBack(numbers.get(0), "Another code"));
        assertThat(halts.mayHalt(act)).isFalse();
        assertThat(states()).containsOnly(PaymentOrder.State.CREATED);
        assertThat(halts.of(numbers.get(0))).isEmpty();

        story.accountantReleases(act);
        assertThat(states()).containsOnly(PaymentOrder.State.SENT);
        numbers.forEach(story::bankConfirms);
        assertThat(story.openTasks(act)).isEmpty();
        assertThat(ends("settlement", act)).contains("actPaid");
    }

    /** As it could come about before: what is held or returned there waits for an answer to what was never sent. */
    @Test
    void anOrderThatIsStuckThereGoesToTheBankAfterAll() {
        stuck(numbers.get(0), "HELD");
        stuck(numbers.get(1), "RETURNED");
        story.accountantReleases(act);
        assertThat(story.openTasks(act)).containsExactly("confirmPayment", "confirmPayment");
        refused("payment.not-sent", () -> orders.confirm(numbers.get(0)));

        for (var number : numbers) {
            assertThat(halts.takesBack(number)).isTrue();
            halts.lift(number);
            stage.settle();
            refused("payment.not-held", () -> halts.lift(number));
        }
        assertThat(states()).containsOnly(PaymentOrder.State.SENT);
        assertThat(orders.files(act)).extracting("orders", "act").containsExactly(tuple(1, act), tuple(1, act));
        numbers.forEach(story::bankConfirms);
        assertThat(story.openTasks(act)).isEmpty();
        assertThat(ends("settlement", act)).contains("actPaid");
    }

    /** The same act by the diagram of today. */
    @Test
    void anActOfTodayHoldsItsOrders() {
        var voucher = story.receivesVoucher("person-01");
        story.centreAdmits(voucher);
        var today = story.examHeld("P-18", "KZ-75", voucher).get(0);
        story.centreSigns(today);
        story.mobilityCentreAcceptsAct(today);
        var number = orders.of(today).get(0).number();
        assertThat(halts.mayHalt(today)).isTrue();
        halts.hold(number, "The contract is looked for");
        story.accountantReleases(today);
        assertThat(story.openTasks(today)).containsExactly("decidePayment");
    }

    private List<PaymentOrder.State> states() {
        return orders.of(act).stream().map(PaymentOrder::state).toList();
    }

    private void stuck(String order, String state) {
        database.sql("update payment_order set state = ? where number = ?")
                .params(state, order)
                .update();
    }
}
