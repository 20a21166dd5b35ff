package kz.bilik;

import java.util.TimeZone;
import kz.bilik.calendar.LegalClock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.modulith.Modulithic;

/** Starts Bilik: one-time vouchers for the recognition of professional qualifications (Order No. 380). */
@SpringBootApplication
@Modulithic(systemName = "Bilik")
@ConfigurationPropertiesScan
public class Bilik {

    public static void main(String[] arguments) {
        // The engine's columns carry no time zone, so the JVM's zone has to be the law's before anything else runs.
        TimeZone.setDefault(TimeZone.getTimeZone(LegalClock.ZONE));
        SpringApplication.run(Bilik.class, arguments);
    }
}
