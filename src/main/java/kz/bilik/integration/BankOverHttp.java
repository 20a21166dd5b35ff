package kz.bilik.integration;

import kz.bilik.payment.Bank;
import org.springframework.http.MediaType;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Posts payment files to the bank's address; the file's id is the key by which the bank knows one it already has. */
class BankOverHttp implements Bank {

    private final RestClient client;

    BankOverHttp(BankSettings settings) {
        var requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(settings.timeout());
        requests.setReadTimeout(settings.timeout());
        this.client = RestClient.builder()
                .requestFactory(requests)
                .baseUrl(settings.url().toString())
                .build();
    }

    @Override
    public void send(PaymentFile file) {
        client.post()
                .header("Idempotency-Key", file.id())
                .contentType(MediaType.APPLICATION_XML)
                .body(file.content())
                .retrieve()
                .toBodilessEntity();
    }
}
