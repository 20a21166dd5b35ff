package kz.bilik.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.LocalDate;
import java.util.Arrays;
import kz.bilik.language.Day;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;

/** Arguments of a notice as they are kept, and the text that they give in a language. */
final class NoticeWords {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private NoticeWords() {}

    /** Kept as texts: a number would otherwise come back grouped, a year as 2 026. */
    static String written(Object... arguments) {
        try {
            return JSON.writeValueAsString(
                    Arrays.stream(arguments).map(NoticeWords::readable).toList());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String readable(Object argument) {
        return argument instanceof LocalDate day ? Day.of(day) : String.valueOf(argument);
    }

    static String text(Texts texts, Language language, String code, String arguments) {
        return texts.inOr(language, code, "notice." + code, read(arguments));
    }

    static Object[] read(String arguments) {
        try {
            return JSON.readValue(arguments, String[].class);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("notice.arguments is no list of texts", damaged);
        }
    }
}
