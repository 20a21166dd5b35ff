package kz.bilik.benchmark;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import kz.bilik.document.Enclosure;
import kz.bilik.signature.DemoSigner;
import kz.bilik.support.MadeUpPersons;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** As many persons as a measurement needs, each unemployed, with an application that was signed ahead. */
final class Applicants {

    /** A signed application with its three files, as it comes in. */
    record Submission(byte[] form, byte[] signature, List<Enclosure> files) {}

    static final String REGION = "KZ-75";
    static final int YEAR = 2026;

    /** Of the career centre to which they all apply. */
    static final String OFFICER = "career-KZ-75-03";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final DemoSigner signer = new DemoSigner();
    private final ObjectNode sample;
    private final List<Enclosure> files = new ArrayList<>();
    private final MadeUpPersons persons = new MadeUpPersons();

    Applicants() {
        try {
            sample = (ObjectNode) JSON.readTree(Files.readAllBytes(Path.of("demo/application.json")));
            for (var document : sample.get("documents")) {
                var name = document.get("fileName").textValue();
                var content = Files.readAllBytes(Path.of("demo/documents", name));
                files.add(new Enclosure(name, content.length, new ByteArrayResource(content)));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** That many new persons, registered as unemployed. */
    synchronized Queue<Submission> apply(int count, JdbcClient database) {
        var submissions = new ArrayDeque<Submission>();
        for (int i = 0; i < count; i++) {
            var iin = persons.nextIin();
            database.sql("insert into labour_market_registration (iin, registered_from) values (?, date '2026-01-12')")
                    .param(iin)
                    .update();
            submissions.add(submission(iin));
        }
        return submissions;
    }

    private Submission submission(String iin) {
        try {
            var form = sample.deepCopy();
            form.put("submissionId", UUID.randomUUID().toString());
            form.put("iin", iin);
            var bytes = JSON.writeValueAsBytes(form);
            return new Submission(bytes, signer.signAs(iin, bytes), files);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
