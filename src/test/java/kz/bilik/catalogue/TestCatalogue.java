package kz.bilik.catalogue;

import kz.bilik.calendar.LegalClock;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The catalogue for tests of other modules that do without the whole product. */
public final class TestCatalogue {

    private TestCatalogue() {}

    /** What that database knows of regions, centres and professions; nothing where nothing was imported. */
    public static Catalogue of(JdbcClient jdbc, LegalClock clock) {
        return new Catalogue(jdbc, clock);
    }
}
