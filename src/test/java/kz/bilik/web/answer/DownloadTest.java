package kz.bilik.web.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

class DownloadTest {

    @Test
    void aFileOfTheProductIsCalledAsItIs() {
        assertThat(header("ACT-2026-75-000001.pdf")).isEqualTo("inline; filename=\"ACT-2026-75-000001.pdf\"");
    }

    @ParameterizedTest
    @MethodSource("names")
    void whateverANameHoldsItBreaksNoHeaderAndCanBeSaved(String name, String saved) {
        assertThat(header(name)).matches("[\\x20-\\x7e]+");
        assertThat(ContentDisposition.parse(header(name)).getFilename()).isEqualTo(saved);
    }

    private static Stream<Arguments> names() {
        return Stream.of(
                arguments("анықтама.pdf", "анықтама.pdf"),
                arguments("scan\r\na.pdf", "scana.pdf"),
                arguments("tab\tulated.pdf", "tabulated.pdf"),
                arguments("a%20b.pdf", "a%20b.pdf"),
                arguments("say \"hello\".pdf", "say _hello_.pdf"),
                arguments("back\\slash.pdf", "back_slash.pdf"));
    }

    private static String header(String name) {
        return Download.shown(MediaType.APPLICATION_PDF, name)
                .body(new byte[0])
                .getHeaders()
                .getFirst(HttpHeaders.CONTENT_DISPOSITION);
    }
}
