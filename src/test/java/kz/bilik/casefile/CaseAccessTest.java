package kz.bilik.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import kz.bilik.casefile.CaseAccess.Bodies;
import kz.bilik.casefile.CaseAccess.Part;
import kz.bilik.officer.Officer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaseAccessTest {

    private static final Bodies SENT = new Bodies("KZ-75", "KZ-75-03", "C-021");
    private static final Bodies NOT_SENT_YET = new Bodies("KZ-75", "KZ-75-03", null);

    @Test
    void theMobilityCentreOfTheRegionOfFilingReadsEverything() {
        assertThat(parts("mobility-centre.KZ-75", SENT)).containsExactlyInAnyOrder(Part.values());
    }

    @Test
    void theCareerCentreThatChecksReadsEverythingButHealth() {
        assertThat(parts("career-centre.KZ-75-03", SENT))
                .contains(Part.IIN, Part.ACCOUNT, Part.CONTACT, Part.DOCUMENTS)
                .doesNotContain(Part.HEALTH);
    }

    @Test
    void theChosenRecognitionCentreWhereverItIsReadsTheIinButNoAccount() {
        assertThat(parts("recognition-centre.C-021", SENT))
                .contains(Part.IIN, Part.DOCUMENTS)
                .doesNotContain(Part.ACCOUNT, Part.HEALTH, Part.NOTICES);
    }

    @Test
    void theRecognitionCentreSeesNothingBeforeTheCaseWasSentToIt() {
        assertThat(CaseAccess.of(officer("recognition-centre.C-021"), NOT_SENT_YET))
                .isEmpty();
    }

    @Test
    void theAccountantSeesWhomAndWhatHePays() {
        assertThat(parts("accountant.KZ-75", SENT))
                .containsExactlyInAnyOrder(Part.NAME, Part.IIN, Part.ACCOUNT, Part.MONEY, Part.ACT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auditor", "authorised-body"})
    void whoReadsForTheStateSeesNoPersonalNumbers(String role) {
        assertThat(parts(role, SENT)).doesNotContain(Part.IIN, Part.ACCOUNT, Part.CONTACT, Part.HEALTH);
    }

    @Test
    void theAuditorReadsTheActAsWellAndTheAuthorisedBodyOnlyItsAmounts() {
        assertThat(parts("auditor", SENT)).contains(Part.MONEY, Part.ACT);
        assertThat(parts("authorised-body", SENT)).contains(Part.MONEY).doesNotContain(Part.ACT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mobility-centre.KZ-71",
                "career-centre.KZ-75-01",
                "recognition-centre.C-014",
                "accountant.KZ-71",
                "mobility-centre",
                "analyst",
                "camunda-admin",
                "officer"
            })
    void toEverybodyElseThereIsNoSuchCase(String group) {
        assertThat(CaseAccess.of(officer(group), SENT)).isEmpty();
    }

    /** One rule: what a list asks of many cases is what the page of each of them asks. */
    @Property(tries = 5_000)
    void theScopeOfAnOfficerCoversExactlyTheCasesOfWhichHeReadsAPart(
            @ForAll("officers") Officer officer, @ForAll("bodies") Bodies bodies) {
        assertThat(CaseAccess.scope(officer).covers(bodies))
                .isEqualTo(CaseAccess.of(officer, bodies).isPresent());
    }

    @Provide
    Arbitrary<Officer> officers() {
        return Arbitraries.of(
                        "mobility-centre.KZ-75",
                        "mobility-centre.KZ-75.head",
                        "mobility-centre.KZ-71",
                        "accountant.KZ-75",
                        "accountant.KZ-71.head",
                        "career-centre.KZ-75-03",
                        "career-centre.KZ-75-01.head",
                        "recognition-centre.C-021",
                        "recognition-centre.C-014",
                        "authorised-body",
                        "authorised-body.head",
                        "auditor",
                        "analyst",
                        "camunda-admin",
                        "officer",
                        "somebody.else")
                .set()
                .ofMaxSize(4)
                .map(groups -> new Officer("somebody", groups));
    }

    @Provide
    Arbitrary<Bodies> bodies() {
        return Combinators.combine(
                        Arbitraries.of("KZ-75", "KZ-71", "KZ-10"),
                        Arbitraries.of("KZ-75-03", "KZ-75-01", "KZ-71-01").injectNull(0.1),
                        Arbitraries.of("C-021", "C-014", "C-001").injectNull(0.3))
                .as(Bodies::new);
    }

    private static Set<Part> parts(String group, Bodies place) {
        return CaseAccess.of(officer(group), place).orElseThrow();
    }

    private static Officer officer(String group) {
        return new Officer("somebody", Set.of(group));
    }
}
