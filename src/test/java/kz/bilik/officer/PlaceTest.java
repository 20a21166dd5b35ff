package kz.bilik.officer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Notices keep a group's text and the diagrams name it: it is what it always was. */
class PlaceTest {

    @Test
    void eachPlaceThatADiagramGivesATaskToIsOneOfOurs() throws IOException {
        var named = new TreeSet<String>();
        try (var diagrams = Files.list(Path.of("processes"))) {
            for (var diagram :
                    diagrams.filter(file -> file.toString().endsWith(".bpmn")).toList()) {
                Pattern.compile("candidateGroups=\"([^\"]+)\"")
                        .matcher(Files.readString(diagram))
                        .results()
                        .forEach(found -> named.add(found.group(1)));
            }
        }
        assertThat(named)
                .containsExactlyInAnyOrder(
                        Place.careerCentre("${careerCentre}").group(),
                        Place.mobilityCentre("${region}").group(),
                        Place.recognitionCentre("${recognitionCentre}").group(),
                        Place.accountants("${region}").group(),
                        Place.authorisedBody().group());
    }

    @ParameterizedTest
    @CsvSource({
        "career-centre.KZ-75-03, CAREER_CENTRE, KZ-75-03, false",
        "career-centre.KZ-75-03.head, CAREER_CENTRE, KZ-75-03, true",
        "mobility-centre.KZ-75, MOBILITY_CENTRE, KZ-75, false",
        "mobility-centre.KZ-75.head, MOBILITY_CENTRE, KZ-75, true",
        "recognition-centre.C-014, RECOGNITION_CENTRE, C-014, false",
        "accountant.KZ-75.head, ACCOUNTANT, KZ-75, true",
        "authorised-body, AUTHORISED_BODY, '', false",
        "authorised-body.head, AUTHORISED_BODY, '', true",
        "auditor, AUDITOR, '', false",
        "camunda-admin, ADMINISTRATOR, '', false"
    })
    void aGroupIsReadAsItIsWritten(String group, Role role, String code, boolean ofHeads) {
        assertThat(Place.of(group)).contains(new Place(role, code, ofHeads));
        assertThat(new Place(role, code, ofHeads).group()).isEqualTo(group);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".head", "career-centre", "career-centre.", "auditor.KZ-75", "somebody", "somebody.KZ-75"})
    void whatIsNoGroupOfOursIsNoPlace(String group) {
        assertThat(Place.of(group)).isEmpty();
    }

    @Test
    void onlyOfficersHaveHeads() {
        assertThat(Place.headsOf("mobility-centre.KZ-75")).contains("mobility-centre.KZ-75.head");
        assertThat(Place.headsOf("mobility-centre.KZ-75.head")).isEmpty();
        assertThat(Place.headsOf("lawyers")).contains("lawyers.head");
    }

    @Test
    void aRoleWithPlacesNeedsOneAndAnotherHasNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Place(Role.CAREER_CENTRE, "", false));
        assertThatIllegalArgumentException().isThrownBy(() -> new Place(Role.AUDITOR, "KZ-75", false));
    }

    @Test
    void anOfficerIsOfHisPlaceAndOfNoOther() {
        var head = new Officer("head", Set.of("officer", "mobility-centre.KZ-75", "mobility-centre.KZ-75.head"));
        assertThat(head.is(Place.mobilityCentre("KZ-75"))).isTrue();
        assertThat(head.is(Place.mobilityCentre("KZ-75").heads())).isTrue();
        assertThat(head.is(Place.mobilityCentre("KZ-71"))).isFalse();
        assertThat(head.is(Place.accountants("KZ-75"))).isFalse();
        assertThat(head.is(Role.OFFICER)).isTrue();
        assertThat(head.is(Role.AUDITOR)).isFalse();
    }
}
