package kz.bilik.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import kz.bilik.officer.Officer;
import kz.bilik.settlement.ServicesAct;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who reads a services act, and for which part in it. */
class ActAccessTest {

    private static final ServicesAct ACT =
            new ServicesAct("ACT-2026-75-000001", "C-014", "17", "KZ-75", ServicesAct.State.SENT, List.of(), List.of());

    @ParameterizedTest
    @CsvSource({
        // group, contractor, customer, accountant
        "recognition-centre.C-014, true, false, false",
        "mobility-centre.KZ-75, false, true, false",
        "accountant.KZ-75, false, false, true",
        "recognition-centre.C-021, false, false, false",
        "mobility-centre.KZ-71, false, false, false",
        "accountant.KZ-71, false, false, false",
        "career-centre.KZ-75-03, false, false, false",
        "authorised-body, false, false, false",
        "analyst, false, false, false",
        "officer, false, false, false",
        "camunda-admin, false, false, false",
        "auditor, false, false, false"
    })
    void eachSideReadsTheActForItsPartInIt(String group, boolean contractor, boolean customer, boolean accountant) {
        var officer = new Officer("somebody", Set.of(group));
        assertThat(ActAccess.isContractor(officer, ACT)).isEqualTo(contractor);
        assertThat(ActAccess.isCustomer(officer, ACT)).isEqualTo(customer);
        assertThat(ActAccess.isAccountant(officer, ACT)).isEqualTo(accountant);
        assertThat(ActAccess.isParty(officer, ACT)).isEqualTo(contractor || customer || accountant);
    }

    @ParameterizedTest
    @CsvSource({
        "auditor, true, true",
        "accountant.KZ-75, false, true",
        "accountant.KZ-71, false, false",
        "mobility-centre.KZ-75, false, false",
        "recognition-centre.C-014, false, false",
        "authorised-body, false, false",
        "camunda-admin, false, false"
    })
    void paymentsAreForWhoPaysAndTheAuditorReadsWhatWasFormed(String group, boolean formed, boolean payments) {
        var officer = new Officer("somebody", Set.of(group));
        assertThat(ActAccess.readsFormed(officer)).isEqualTo(formed);
        assertThat(ActAccess.readsPayments(officer, ACT)).isEqualTo(payments);
    }
}
