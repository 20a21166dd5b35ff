package kz.bilik.language;

import java.io.IOException;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** Texts by key and language, from {@code messages/<module>_<language>.properties}. */
@Component
public class Texts {

    /** Two full stops, as they come about where a text ends a sentence with what somebody wrote; three are meant. */
    private static final Pattern STOP_TWICE = Pattern.compile("(?<!\\.)\\.\\.(?!\\.)");

    private final MessageSource messages;
    private final ObjectProvider<Later.Names> names;

    Texts(MessageSource messages, ObjectProvider<Later.Names> names) {
        this.messages = messages;
        this.names = names;
    }

    /**
     * The text of that key, its placeholders filled.
     *
     * @throws org.springframework.context.NoSuchMessageException when no language file has the key
     */
    public String in(Language language, String key, Object... arguments) {
        return stopped(messages.getMessage(key, arguments, language.locale()));
    }

    /** The text of that key, or the given one when there is none. */
    public String inOr(Language language, String otherwise, String key, Object... arguments) {
        // Not handed over as the default: that would be read as a pattern and lose its apostrophes.
        var text = messages.getMessage(key, arguments, null, language.locale());
        return text == null ? otherwise : stopped(text);
    }

    private static String stopped(String text) {
        return text.contains("..") ? STOP_TWICE.matcher(text).replaceAll(".") : text;
    }

    /** What readers call the place of that code; the code itself where nobody knows its name. */
    String name(Language language, Later.Kind kind, String code) {
        var known = names.getIfAvailable();
        return known == null ? code : known.of(kind, code, language);
    }

    @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
    static class Files {

        @Bean
        static MessageSource messageSource() throws IOException {
            var source = new WrittenAsHere();
            source.setBasenames(basenames().toArray(String[]::new));
            source.setDefaultEncoding("UTF-8");
            source.setFallbackToSystemLocale(false);
            source.setDefaultLocale(Language.KK.locale());
            // One rule for every text: an apostrophe is written twice, whether or not it has placeholders.
            source.setAlwaysUseMessageFormat(true);
            return source;
        }

        /**
         * Numbers and days stand in every language as in this country, {@code 38 000} and {@code 28.11.2026}: what is kept in a
         * notice or printed in a document is written so for all its readers, and one page may not write one amount in two ways.
         * Programs read days in fields of their own, never in a text.
         */
        private static final class WrittenAsHere extends ResourceBundleMessageSource {

            @Override
            protected MessageFormat createMessageFormat(String text, Locale locale) {
                return super.createMessageFormat(text, Language.KK.locale());
            }

            @Override
            protected Object[] resolveArguments(Object @Nullable [] arguments, Locale locale) {
                var written = super.resolveArguments(arguments, locale);
                return Arrays.stream(written).map(Day::asPeopleWrite).toArray();
            }
        }

        private static List<String> basenames() throws IOException {
            var found = new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*_kk.properties");
            return Arrays.stream(found)
                    .map(file -> "messages/" + file.getFilename().replace("_kk.properties", ""))
                    .sorted()
                    .toList();
        }
    }
}
