package kz.bilik.integration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/** Hands reports to the Labour Market AIS over HTTP. Persons stand in the body only, never in the address or in an error. */
class ReportDeskOverHttp implements ReportDesk {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The content is wrong: malformed, another one under a known key, too large, of another type, not understood. */
    private static final Set<Integer> REFUSED = Set.of(400, 409, 413, 415, 422);

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9._-]{1,60}");

    private static final int MOST_BYTES = 10_000;

    private final RestClient client;

    ReportDeskOverHttp(LabourMarketSettings settings) {
        this.client = LabourMarketOverHttp.client(settings);
    }

    @Override
    public Answer tell(UUID key, String body) {
        try {
            return client.put()
                    .uri("/reports/{key}", key)
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(body.getBytes(StandardCharsets.UTF_8))
                    .exchange((request, response) -> answer(response));
        } catch (ResourceAccessException unreachable) {
            var cause = unreachable.getCause();
            return new Failed((cause == null ? unreachable : cause).getClass().getSimpleName());
        }
    }

    private static Answer answer(ClientHttpResponse response) throws java.io.IOException {
        var status = response.getStatusCode();
        if (status.is2xxSuccessful()) {
            return new Told();
        }
        var error = "HTTP " + status.value();
        return REFUSED.contains(status.value()) ? new Refused(error + code(response)) : new Failed(error);
    }

    /** The code that the AIS gives for its refusal; its words may quote the person. */
    private static String code(ClientHttpResponse response) throws java.io.IOException {
        try {
            var answer = JSON.readTree(response.getBody().readNBytes(MOST_BYTES));
            var code = answer == null ? "" : answer.path("code").asText("");
            return CODE.matcher(code).matches() ? " " + code : "";
        } catch (JsonProcessingException noProblem) {
            return "";
        }
    }
}
