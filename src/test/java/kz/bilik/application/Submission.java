package kz.bilik.application;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import kz.bilik.document.Enclosure;
import kz.bilik.signature.DemoSignature;
import org.springframework.core.io.ByteArrayResource;

/** The sample of {@code demo/} as somebody changes it before signing; the start of most tests. */
public final class Submission {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ObjectNode form;
    private final List<Enclosure> files = new ArrayList<>();
    private String key = "person-01";

    private Submission() {
        try {
            form = (ObjectNode) JSON.readTree(Files.readAllBytes(Path.of("demo/application.json")));
            for (var document : form.get("documents")) {
                var name = document.get("fileName").textValue();
                files.add(file(name, Files.readAllBytes(Path.of("demo/documents", name))));
            }
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** The sample, as a submission of its own. */
    public static Submission sample() {
        return new Submission().with("/submissionId", UUID.randomUUID().toString());
    }

    /** The sample with the submission id that it has in the repository. */
    static Submission asShipped() {
        return new Submission();
    }

    static Enclosure file(String name, byte[] content) {
        return new Enclosure(name, content.length, new ByteArrayResource(content));
    }

    /** Another person of the demo, with that number, account and key. */
    Submission of(String person, String iin) {
        key = person;
        return with("/iin", iin);
    }

    Submission signedBy(String key) {
        this.key = key;
        return this;
    }

    /** Replaces a value by its JSON pointer; null removes it. */
    public Submission with(String pointer, Object value) {
        var cut = pointer.lastIndexOf('/');
        var name = pointer.substring(cut + 1);
        var parent = form.at(pointer.substring(0, cut));
        JsonNode node = value == null ? null : JSON.valueToTree(value);
        if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(name), node);
        } else if (node == null) {
            ((ObjectNode) parent).remove(name);
        } else {
            ((ObjectNode) parent).set(name, node);
        }
        return this;
    }

    Submission files(Consumer<List<Enclosure>> change) {
        change.accept(files);
        return this;
    }

    /** Without any document, listed or enclosed. */
    Submission withoutDocuments() {
        files.clear();
        return with("/documents", List.of());
    }

    /** With that one of its documents. */
    Submission enclosingOnly(String fileName) {
        var documents = form.get("documents").elements();
        while (documents.hasNext()) {
            if (!documents.next().get("fileName").textValue().equals(fileName)) {
                documents.remove();
            }
        }
        files.removeIf(file -> !file.fileName().equals(fileName));
        return this;
    }

    public byte[] bytes() {
        try {
            return JSON.writeValueAsBytes(form);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public List<Enclosure> files() {
        return files;
    }

    /** Where a submission is handed in; whoever only reads one needs no office with a database. */
    interface Office {
        Intake intake();
    }

    Receipt sendTo(Office office) {
        var bytes = bytes();
        return office.intake().receive(bytes, DemoSignature.of(key, bytes), files);
    }
}
