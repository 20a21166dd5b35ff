package kz.bilik.database;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.stereotype.Component;

/**
 * What the product confirmed outlives its process, on H2 too. H2 otherwise answers a commit first and writes it up to half a
 * second later. The URL of an administrator is completed as well as the one that comes with the product, because nobody
 * would think of that setting.
 */
@Component
class DurableH2 implements BeanPostProcessor {

    private static final String SETTING = "WRITE_DELAY";

    /** A semicolon in a value, as in {@code INIT}, is written with a backslash before it. */
    private static final Pattern SET = Pattern.compile("(?i)(?<!\\\\);\\s*" + SETTING + "\\s*=\\s*([^;]*)");

    // The pool has its settings by now and has opened no connection yet.
    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool && pool.getJdbcUrl() != null) {
            pool.setJdbcUrl(durable(pool.getJdbcUrl()));
        }
        return bean;
    }

    /**
     * That URL, so that each commit is written before it is answered; the URLs of other databases as they are, and those of a
     * database in memory, of which nothing outlives the process.
     *
     * @throws DatabaseRefused when the URL asks for a delay
     */
    static String durable(String url) {
        var lower = url.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("jdbc:h2:") || lower.startsWith("jdbc:h2:mem:")) {
            return url;
        }
        var set = SET.matcher(url);
        if (!set.find()) {
            return url + ";" + SETTING + "=0";
        }
        do {
            if (!set.group(1).strip().equals("0")) {
                throw new DatabaseRefused(
                        "the URL of the database lets H2 write " + set.group(1).strip()
                                + " ms after it has confirmed: what an applicant was told is kept could be lost.",
                        "Take " + SETTING + " out of spring.datasource.url, or set it to 0.");
            }
        } while (set.find());
        return url;
    }
}
