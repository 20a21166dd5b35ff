package kz.bilik.kill;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import kz.bilik.document.Sha256;
import kz.bilik.signature.DemoSigner;
import kz.bilik.support.MadeUpPersons;

/** Persons with applications that are really signed; no two of their diplomas are the same. */
final class Applicants {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Where they apply: most where the quota is large, the others where it is soon used up. */
    private static final List<String> CAREER_CENTRES =
            List.of("KZ-75-01", "KZ-75-02", "KZ-75-03", "KZ-75-03", "KZ-75-02", "KZ-75-01", "KZ-75-03", "KZ-71-01");

    /**
     * An application as it is sent, again and again the same.
     *
     * @param files their digests, by their names
     */
    record Submission(
            String iin, String id, String careerCentre, String sha256, Map<String, String> files, byte[] body) {

        String region() {
            return careerCentre.substring(0, 5);
        }

        HttpRequest.Builder request() {
            return HttpRequest.newBuilder()
                    .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                    .POST(BodyPublishers.ofByteArray(body));
        }
    }

    private static final String BOUNDARY = "----kill";

    private final DemoSigner signer = new DemoSigner();
    private final MadeUpPersons persons = new MadeUpPersons();
    private final ObjectNode sample;
    private final Map<String, byte[]> documents = new LinkedHashMap<>();
    private final Random dice;

    Applicants(Random dice) throws IOException {
        this.dice = dice;
        sample = (ObjectNode) JSON.readTree(Files.readAllBytes(Path.of("demo/application.json")));
        for (var document : sample.get("documents")) {
            var name = document.get("fileName").textValue();
            documents.put(name, Files.readAllBytes(Path.of("demo/documents", name)));
        }
    }

    /** Of a new person. */
    synchronized Submission next() throws IOException {
        return of(persons.nextIin());
    }

    /** Another one of the same person. */
    synchronized Submission of(String iin) throws IOException {
        // Random, but the same for the same seed.
        var id = new UUID(dice.nextLong(), dice.nextLong()).toString();
        var careerCentre = CAREER_CENTRES.get(dice.nextInt(CAREER_CENTRES.size()));
        var region = careerCentre.substring(0, 5);
        var form = sample.deepCopy();
        form.put("submissionId", id);
        form.put("iin", iin);
        form.put("region", region);
        form.put("careerCentre", careerCentre);
        ((ObjectNode) form.get("residence")).put("region", region);
        ((ObjectNode) form.get("registration")).put("region", region);
        var enclosed = new LinkedHashMap<String, byte[]>();
        var digests = new LinkedHashMap<String, String>();
        for (var document : form.get("documents")) {
            var name = document.get("fileName").textValue();
            var content = documents.get(name);
            if (name.equals("diploma.pdf")) {
                content = joined(content, ("\n% " + id + "\n").getBytes(StandardCharsets.US_ASCII));
            }
            var digest = Sha256.of(content);
            ((ObjectNode) document).put("sha256", digest);
            enclosed.put(name, content);
            digests.put(name, digest);
        }
        var signed = JSON.writeValueAsBytes(form);
        return new Submission(
                iin, id, careerCentre, Sha256.of(signed), digests, body(signed, signer.signAs(iin, signed), enclosed));
    }

    private static byte[] joined(byte[] one, byte[] other) {
        var both = new ByteArrayOutputStream();
        both.writeBytes(one);
        both.writeBytes(other);
        return both.toByteArray();
    }

    private static byte[] body(byte[] form, byte[] signature, Map<String, byte[]> files) {
        var body = new ByteArrayOutputStream();
        part(body, "name=\"application\"; filename=\"application.json\"", form);
        part(body, "name=\"signature\"; filename=\"application.p7s\"", signature);
        files.forEach((name, content) -> part(body, "name=\"documents\"; filename=\"" + name + "\"", content));
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }

    private static void part(ByteArrayOutputStream body, String disposition, byte[] content) {
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition
                        + "\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
}
