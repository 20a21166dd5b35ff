package kz.bilik.integration;

import java.time.LocalDate;
import kz.bilik.application.LabourMarket;
import kz.bilik.identity.Iin;
import org.springframework.http.MediaType;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * The Labour Market AIS over HTTP. Numbers of persons travel in bodies only, never in an address that lands in a log.
 * Whatever it does not answer is an exception, so that the engine asks again: silence is never a no.
 */
class LabourMarketOverHttp implements LabourMarket {

    private final RestClient client;

    LabourMarketOverHttp(LabourMarketSettings settings) {
        this.client = client(settings);
    }

    static RestClient client(LabourMarketSettings settings) {
        var requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(settings.timeout());
        requests.setReadTimeout(settings.timeout());
        var builder = RestClient.builder()
                .requestFactory(requests)
                .baseUrl(settings.url().toString());
        if (!settings.token().isEmpty()) {
            builder.defaultHeaders(headers -> headers.setBearerAuth(settings.token()));
        }
        return builder.build();
    }

    /** Days travel in ISO 8601: a mapper of the client's own would write them as lists of numbers. */
    private record RegistrationQuestion(String iin, String day) {}

    private record RegistrationAnswer(Boolean registered) {}

    private record VoucherQuestion(String iin, int year) {}

    private record VoucherAnswer(Boolean received) {}

    @Override
    public boolean registeredAsUnemployed(Iin iin, LocalDate day) {
        var answer =
                ask("/unemployed", new RegistrationQuestion(iin.value(), day.toString()), RegistrationAnswer.class);
        return answered(answer == null ? null : answer.registered());
    }

    @Override
    public boolean voucherReceivedElsewhere(Iin iin, int year) {
        var answer = ask("/vouchers", new VoucherQuestion(iin.value(), year), VoucherAnswer.class);
        return answered(answer == null ? null : answer.received());
    }

    private <T> T ask(String path, Object question, Class<T> answer) {
        return client.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .accept(MediaType.APPLICATION_JSON)
                .body(question)
                .retrieve()
                .body(answer);
    }

    private static boolean answered(Boolean answer) {
        if (answer == null) {
            throw new IllegalStateException("The Labour Market AIS gave no answer");
        }
        return answer;
    }
}
