package kz.bilik.integration;

import kz.bilik.payment.Bank;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses the way to the bank: over HTTP when an address is configured, otherwise the outbox. */
@Configuration(proxyBeanMethods = false)
class Banks {

    @Bean
    Bank bank(BankSettings settings) {
        return settings.url() == null ? new BankOutbox(settings) : new BankOverHttp(settings);
    }
}
