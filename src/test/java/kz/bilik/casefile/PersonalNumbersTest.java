package kz.bilik.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import kz.bilik.casefile.CaseAccess.Part;
import kz.bilik.identity.Iin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who reads a personal number, and what stands there for everybody else. */
class PersonalNumbersTest {

    private static final Set<Part> NONE = EnumSet.noneOf(Part.class);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The IIN 920315390109 is wrong | The IIN 920315****** is wrong",
                "ИИН:920315390109, и всё       | ИИН:920315******, и всё",
                "920315390109.pdf              | 920315******.pdf",
                "Protocol 123456789012         | Protocol 123456789012",
                "IIN920315390109.pdf           | IIN920315******.pdf",
                "n_920315390109, 920315-390109 | n_920315******, 920315******",
                "a 920315 390109               | a 920315******",
                "9203153901090                 | 9203153901090",
            })
    void aNumberThatSomebodyTypedIsMaskedAndNoOther(String typed, String read) {
        assertThat(PersonalNumbers.in(typed, NONE)).isEqualTo(read);
        assertThat(PersonalNumbers.in(typed, EnumSet.of(Part.IIN, Part.ACCOUNT)))
                .isEqualTo(typed);
    }

    @Test
    void documentsOpenToWhoeverMayReadTheNumberInThem() {
        assertThat(PersonalNumbers.opensOriginals(EnumSet.of(Part.DOCUMENTS, Part.IIN)))
                .isTrue();
        assertThat(PersonalNumbers.opensOriginals(EnumSet.complementOf(EnumSet.of(Part.IIN))))
                .isFalse();
        assertThat(PersonalNumbers.opensOriginals(EnumSet.of(Part.IIN))).isFalse();
        assertThat(PersonalNumbers.iin(Iin.of("920315390109"), NONE)).isEqualTo("920315******");
    }
}
