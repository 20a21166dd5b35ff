package kz.bilik.audit;

import java.util.Locale;
import java.util.TimeZone;
import kz.bilik.calendar.LegalClock;
import kz.bilik.language.Language;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;

/**
 * Looks at the chain from the command line, beside a product that runs or not, with the product's own settings:
 *
 * <pre>mvn -q compile exec:java@check-chain -Dspring.profiles.active=postgres</pre>
 *
 * It starts neither engine nor server, and writes nothing. It ends with 0 when everything is as it was written, else with 1.
 */
public final class CheckCommand {

    private CheckCommand() {}

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class
    })
    @ConfigurationPropertiesScan({"kz.bilik.audit", "kz.bilik.signature"})
    @ComponentScan(
            basePackages = "kz.bilik",
            useDefaultFilters = false,
            includeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern =
                                    "kz\\.bilik\\.(audit\\.(ChainCheck|Outside)|catalogue\\.Catalogue|signature\\.(Seal|TimeStamping)|calendar\\.Clocks|language\\.Texts)"))
    static class Parts {}

    /** Takes the language of the answer, {@code kk}, {@code ru} or {@code en}; English unless said. */
    public static void main(String[] arguments) {
        TimeZone.setDefault(TimeZone.getTimeZone(LegalClock.ZONE));
        var whole =
                run(arguments.length == 0 ? Language.EN : Language.of(Locale.forLanguageTag(arguments[0])), arguments);
        System.exit(whole ? 0 : 1);
    }

    /** Prints what was found; answers whether everything is as it was written. */
    static boolean run(Language language, String... arguments) {
        try (var context = new SpringApplicationBuilder(Parts.class)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .bannerMode(org.springframework.boot.Banner.Mode.OFF)
                .run(arguments)) {
            var check = context.getBean(ChainCheck.class);
            var outcome = check.check();
            System.out.println(check.summary(outcome, language));
            check.words(outcome, language).forEach(System.out::println);
            return outcome.isWhole();
        }
    }
}
