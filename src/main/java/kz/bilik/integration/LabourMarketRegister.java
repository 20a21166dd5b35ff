package kz.bilik.integration;

import java.time.LocalDate;
import kz.bilik.application.LabourMarket;
import kz.bilik.identity.Iin;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A register of our own in place of the Labour Market AIS: what the demo asks. What it tells is kept by {@link ReportRegister}. */
class LabourMarketRegister implements LabourMarket {

    private final JdbcClient jdbc;

    LabourMarketRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean registeredAsUnemployed(Iin iin, LocalDate day) {
        return jdbc.sql(
                                """
                                select count(*) from labour_market_registration
                                where iin = :iin and registered_from <= :day
                                  and (registered_until is null or registered_until >= :day)""")
                        .param("iin", iin.value())
                        .param("day", day)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    @Override
    public boolean voucherReceivedElsewhere(Iin iin, int year) {
        return jdbc.sql("select count(*) from labour_market_voucher_elsewhere where iin = ? and voucher_year = ?")
                        .params(iin.value(), year)
                        .query(Integer.class)
                        .single()
                > 0;
    }
}
