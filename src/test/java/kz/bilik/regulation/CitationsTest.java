package kz.bilik.regulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CitationsTest {

    @Test
    void oneCitationMayNameSeveralClauses() {
        assertThat(Citations.in("as cl. 8.1, 8.4 and 9.2 ask (cl. 18)")).containsExactly("18", "8.1", "8.4", "9.2");
    }

    @Test
    void aRangeNamesClausesOrFromAPartOnTheirPartsToo() {
        assertThat(Citations.in("cl. 14-17")).containsExactly("14", "15", "16", "17");
        assertThat(Citations.in("cl. 10.2-13")).containsExactly("10.2", "11", "12", "13");
    }

    @Test
    void aLetteredPartIsCitedByItselfHoweverItIsWritten() {
        assertThat(Citations.in("cl. 3.3 (b), 18")).containsExactly("18", "3.3 (b)");
        assertThat(Citations.in("(cl. 3.3b)")).containsExactly("3.3 (b)");
    }

    @Test
    void aCitationGoesOverTheEndOfALineOfJavadoc() {
        assertThat(Citations.in("/** What the state pays (cl.\n     * 14, 15). */"))
                .containsExactly("14", "15");
    }
}
