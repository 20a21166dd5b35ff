package kz.bilik.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of files are what they look like. */
class FileNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "diploma.pdf",
                "Еңбек кітапшасының көшірмесі жұмыс берушінің мөрімен расталған.pdf",
                "«Құрылыс-Сервис» ЖШС (1).pdf",
                "a.b.c.jpeg"
            })
    void ordinaryNamesStayAsTheyAre(String name) {
        assertThat(FileName.isFit(name)).isTrue();
        assertThat(FileName.clean(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "work\u202efdp.exe",
                "a\u200bb.pdf",
                "a\u2066b\u2069.pdf",
                "a\u0000.pdf",
                "a\r\nb.pdf",
                "a\u001b.pdf",
                "../../a.pdf",
                "C:\\a.pdf",
                "con.pdf",
                "LPT1",
                " a.pdf",
                "a.pdf.",
                "\ufeffa.pdf",
                "a\ud800.pdf",
                ""
            })
    void whatIsNotSeenOrCannotBeSavedIsNoName(String name) {
        assertThat(FileName.isFit(name)).isFalse();
        assertThat(FileName.isFit(FileName.clean(name)))
                .as(FileName.clean(name))
                .isTrue();
    }

    @Test
    void whatTurnsTheDirectionOfWritingIsTakenOut() {
        assertThat(FileName.clean("work\u202efdp.exe")).isEqualTo("workfdp.exe");
        assertThat(FileName.clean("../../etc/passwd")).isEqualTo("_.._etc_passwd");
        assertThat(FileName.clean("\u202e\u200f")).isEqualTo("document");
    }

    @Test
    void anOverlongNameKeepsItsExtension() {
        assertThat(FileName.clean("қ".repeat(300) + ".PDF")).hasSize(255).endsWith("ққ.pdf");
    }
}
