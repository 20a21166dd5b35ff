package kz.bilik.distribution;

import java.time.LocalDate;
import java.util.List;

/** What the Labour Market AIS knows of the regions (cl. 18); implemented by {@code integration}. */
public interface LabourMarketStatistics {

    /**
     * A region's figures.
     *
     * @param unemployed persons registered as unemployed
     * @param issuedElsewhere vouchers issued outside the product in the year of that day
     */
    record Figures(String region, int unemployed, int issuedElsewhere) {}

    /** The figures of all regions on that day; an AIS that does not answer is an exception, and is asked again. */
    List<Figures> on(LocalDate day);
}
