package kz.bilik.integration;

import java.time.LocalDate;
import java.util.List;
import kz.bilik.distribution.LabourMarketStatistics;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

/**
 * The regions' figures from the Labour Market AIS over HTTP (cl. 18). Whatever it does not answer is an exception, so that
 * the engine asks again.
 */
class StatisticsOverHttp implements LabourMarketStatistics {

    private final RestClient client;

    StatisticsOverHttp(LabourMarketSettings settings) {
        this.client = LabourMarketOverHttp.client(settings);
    }

    private record Question(String day) {}

    private record Answer(String region, Integer unemployed, Integer vouchersElsewhere) {}

    @Override
    public List<Figures> on(LocalDate day) {
        var answer = client.post()
                .uri("/statistics")
                .contentType(MediaType.APPLICATION_JSON)
                .accept(MediaType.APPLICATION_JSON)
                .body(new Question(day.toString()))
                .retrieve()
                .body(new ParameterizedTypeReference<List<Answer>>() {});
        if (answer == null) {
            throw new IllegalStateException("The Labour Market AIS gave no statistics");
        }
        return answer.stream().map(StatisticsOverHttp::figures).toList();
    }

    private static Figures figures(Answer region) {
        if (region.region() == null
                || region.unemployed() == null
                || region.unemployed() < 0
                || region.vouchersElsewhere() == null
                || region.vouchersElsewhere() < 0) {
            throw new IllegalStateException("The Labour Market AIS gave no figures for " + region.region());
        }
        return new Figures(region.region(), region.unemployed(), region.vouchersElsewhere());
    }
}
