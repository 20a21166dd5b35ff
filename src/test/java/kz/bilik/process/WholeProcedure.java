package kz.bilik.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import kz.bilik.settlement.PaymentOrder;
import kz.bilik.support.Stage;
import kz.bilik.support.Story;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** From a signed application to the last transferred tenge, on the database of the class that extends this one. */
abstract class WholeProcedure {

    @Autowired
    Stage stage;

    @Autowired
    Story story;

    @Autowired
    RuntimeService runtime;

    @BeforeEach
    void begin() {
        stage.clear();
    }

    @Test
    void anApplicationBecomesAVoucherAnActAndAPayment() {
        var application = story.applies("person-01");
        story.careerCentreForwards(application);
        story.centreConfirms(application);
        var voucher = story.voucherOf(application);
        story.centreAdmits(voucher);
        var acts = story.examHeld("17", "KZ-75", voucher);
        assertThat(acts).hasSize(1);
        var act = acts.get(0);
        story.centreSigns(act);
        story.mobilityCentreAcceptsAct(act);
        story.accountantReleases(act);
        var orders = story.ordersOf(act);
        // 38,000 tenge exceed 7 MCI of 2026 (30,275): the state pays the cap, no aid inside the region.
        assertThat(orders).extracting(PaymentOrder::amount).containsExactly(30_275L);
        story.bankConfirms(orders.get(0).number());

        assertThat(runtime.createProcessInstanceQuery().list()).isEmpty();
    }

    @Test
    void aHolderExaminedOutsideHisRegionReceivesTheAid() {
        var voucher = story.receivesVoucher("person-16", form -> form.put("recognitionCentre", "C-014"));
        story.centreAdmits(voucher);
        var act = story.examHeld("18", "KZ-75", voucher).get(0);
        story.centreSigns(act);
        story.mobilityCentreAcceptsAct(act);
        story.accountantReleases(act);
        assertThat(story.ordersOf(act).stream()
                        .collect(Collectors.toMap(o -> o.kind().name(), PaymentOrder::amount)))
                .containsEntry("SERVICE", 30_275L)
                .containsEntry("AID", 25_950L);
    }
}
