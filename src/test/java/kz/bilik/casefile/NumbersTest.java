package kz.bilik.casefile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Function;
import java.util.stream.Stream;
import kz.bilik.application.ApplicationNumber;
import kz.bilik.payment.PaymentOrderNumber;
import kz.bilik.problem.Problem;
import kz.bilik.settlement.ActNumber;
import kz.bilik.voucher.VoucherNumber;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NumbersTest {

    private static Stream<Arguments> types() {
        return Stream.of(
                type("A-2026-75-000001", ApplicationNumber::new, "application.unknown"),
                type("V-2026-75-000001", VoucherNumber::new, "voucher.unknown"),
                type("ACT-2026-75-000001", ActNumber::new, "settlement.act-unknown"),
                type("P-2026-75-000001", PaymentOrderNumber::new, "payment.unknown"));
    }

    private static Arguments type(String number, Function<String, Object> type, String code) {
        return Arguments.of(number, type, code);
    }

    @ParameterizedTest
    @MethodSource("types")
    void aTextThatIsNoNumberOfItsKindIsAnsweredAsOneThatIsUnknown(
            String number, Function<String, Object> type, String code) {
        assertThat(type.apply(number)).hasToString(number);
        for (var other : new String[] {
            "", "x", number + "0x", "D-2026-0001", number.startsWith("A-") ? "V-2026-75-000001" : "A-2026-75-000001"
        }) {
            assertThatThrownBy(() -> type.apply(other)).isInstanceOfSatisfying(Problem.class, problem -> {
                assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND);
                assertThat(problem.code()).isEqualTo(code);
                assertThat(problem.arguments()).containsExactly(other);
            });
        }
    }
}
