package kz.bilik.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import kz.bilik.officer.Officer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who reads distributions and quotas (cl. 18). */
class DistributionAccessTest {

    @ParameterizedTest
    @CsvSource({
        // group, reads, changes, reads the quota of KZ-75
        "authorised-body, true, true, true",
        "auditor, true, false, true",
        "mobility-centre.KZ-75, false, false, true",
        "mobility-centre.KZ-71, false, false, false",
        "accountant.KZ-75, false, false, false",
        "career-centre.KZ-75-03, false, false, false",
        "recognition-centre.C-014, false, false, false",
        "analyst, false, false, false",
        "camunda-admin, false, false, false"
    })
    void theAuthorisedBodyChangesAndOthersReadWhatIsTheirs(
            String group, boolean reads, boolean changes, boolean readsQuota) {
        var officer = new Officer("somebody", Set.of(group));
        assertThat(DistributionAccess.mayRead(officer)).isEqualTo(reads);
        assertThat(DistributionAccess.changes(officer)).isEqualTo(changes);
        assertThat(DistributionAccess.mayReadQuota(officer, "KZ-75")).isEqualTo(readsQuota);
    }
}
