package kz.bilik.calendar;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** Two clocks: {@link LegalClock} for what the law dates, {@link Clock} (wall time) for everything else. */
@Configuration(proxyBeanMethods = false)
class Clocks {

    @Bean
    @Primary
    Clock wallClock() {
        return Clock.system(LegalClock.ZONE);
    }

    @Bean
    LegalClock legalClock(Clock wallClock) {
        return new LegalClock(wallClock);
    }
}
