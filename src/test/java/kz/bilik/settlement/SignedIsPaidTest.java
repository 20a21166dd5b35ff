package kz.bilik.settlement;

import static java.util.stream.Collectors.toMap;
import static kz.bilik.settlement.SettlementWorld.CENTRE;
import static kz.bilik.settlement.SettlementWorld.recognised;
import static kz.bilik.settlement.SettlementWorld.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import kz.bilik.language.Tenge;
import kz.bilik.law.IndexSettings;
import kz.bilik.payment.PaymentOrder;
import kz.bilik.problem.Problem;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Tag;

/** What both sides sign is what is paid, and state and holder together pay the price (cl. 14-17). */
@Tag("database")
@net.jqwik.api.Tag("database")
class SignedIsPaidTest {

    /** Whatever the setting, the price and the days around New Year: what was signed is what is paid. */
    @Property(tries = 60)
    void whatWasSignedIsPaidWhateverTheSettingAndTheTurnOfTheYear(
            @ForAll IndexSettings.MciOf setting,
            @ForAll @LongRange(min = 1, max = 60_000) long price,
            @ForAll boolean technical,
            @ForAll boolean outside,
            @ForAll @Size(5) List<@IntRange(max = 6) Integer> days)
            throws IOException {
        try (var database = kz.bilik.support.TestDatabases.h2();
                var world = new SettlementWorld(database, "bilik.settlement.mci-of=" + setting)) {
            var voucher =
                    world.voucherInUse(1, "KZ-75", outside ? "KZ-35" : "KZ-75", technical ? "7212" : "5141", price);
            var issued = LocalDate.of(2025, 12, 18).plusDays(days.get(0));
            var exam = issued.plusDays(days.get(1));
            var formed = exam.plusDays(days.get(2));
            var signed = formed.plusDays(days.get(3));
            var accepted = signed.plusDays(days.get(4));
            database.jdbc()
                    .sql("update voucher set issued_on = ?, issue_year = 2025, used_on = ? where number = ?")
                    .params(issued, exam, voucher)
                    .update();
            world.moveTo(formed);
            world.protocols().record(CENTRE, new ExamProtocol.Sent("1", formed, exam, "KZ-75", recognised(voucher)));
            var act = world.acts().actOf(voucher).orElseThrow();
            world.acts().document(act);
            world.moveTo(signed);
            world.sign(act);
            world.moveTo(accepted);
            try {
                world.accept(act);
            } catch (Problem problem) {
                assertThat(problem.code()).isEqualTo("settlement.amounts-changed");
                assertThat(setting).isEqualTo(IndexSettings.MciOf.PAYMENT);
                world.acts().giveBackToFormAnew(act, 1);
                world.sign(act);
                world.accept(act);
            }

            var paid = world.orders().of(act).stream().collect(toMap(PaymentOrder::kind, PaymentOrder::amount));
            var edition = world.acts().get(act).current().edition();
            var service = paid.getOrDefault(PaymentOrder.Kind.SERVICE, 0L);
            var aid = paid.getOrDefault(PaymentOrder.Kind.AID, 0L);
            assertThat(world.stated(act, edition)).containsExactly(service + "+" + (price - service) + " " + aid);
            assertThat(text(world.acts().document(act))).contains(Tenge.grouped(service), Tenge.grouped(aid));
        }
    }
}
