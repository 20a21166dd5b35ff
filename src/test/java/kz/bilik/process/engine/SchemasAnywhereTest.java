package kz.bilik.process.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.validation.SchemaFactory;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParser;
import org.camunda.bpm.model.dmn.Dmn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

class SchemasAnywhereTest {

    private static final String FOLDER = "org/camunda/bpm/engine/impl/bpmn/parser/";

    private static final String DMN = "org/camunda/bpm/model/dmn/schema/DMN15.xsd";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"bilik", "Білік", "ұлттық қор", "a+b 100%"})
    void aDiagramIsValidatedWhereverTheJarLies(String name) throws Exception {
        var jar = Files.createDirectories(folder.resolve(name)).resolve("engine.jar");
        copy(jar);
        // As the launcher of the jar writes it: what is not allowed in an address with percent signs, other letters as
        // they are.
        var schema =
                URI.create("jar:file:" + jar.toFile().toURI().getRawPath() + "!/" + BpmnParser.BPMN_20_SCHEMA_LOCATION);
        assertThat(wrong(SchemasAnywhere.address(schema.toURL()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bilik", "Білік", "ұлттық қор", "a+b 100%"})
    void aDecisionTableIsReadWhereverTheJarLies(String name) throws Exception {
        var jar = Files.createDirectories(folder.resolve(name)).resolve("dmn.jar");
        Files.copy(
                Path.of(Dmn.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI()),
                jar);
        var schema = URI.create("jar:file:" + jar.toFile().toURI().getRawPath() + "!/" + DMN)
                .toURL();
        assertThat(SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(schema))
                .isNotNull();
    }

    @Test
    void theReaderOfTablesForOtherFoldersReadsOurs() throws Exception {
        for (var table : Path.of("processes").toFile().listFiles((dir, name) -> name.endsWith(".dmn"))) {
            try (var in = Files.newInputStream(table.toPath())) {
                assertThat(new SchemasAnywhere.Tables()
                                .createTransform()
                                .modelInstance(in)
                                .transformDecisions())
                        .isNotEmpty();
            }
        }
    }

    /** What the parser of the engine says of one of our diagrams, validated by that schema. */
    private static List<String> wrong(String schema) throws SAXException, ParserConfigurationException, IOException {
        var factory = SAXParserFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setValidating(true);
        var parser = factory.newSAXParser();
        parser.setProperty(
                "http://java.sun.com/xml/jaxp/properties/schemaLanguage", "http://www.w3.org/2001/XMLSchema");
        parser.setProperty("http://java.sun.com/xml/jaxp/properties/schemaSource", schema);
        var said = new ArrayList<String>();
        parser.parse(Path.of("processes/voucher.bpmn").toFile(), new DefaultHandler() {
            @Override
            public void warning(SAXParseException warning) {
                said.add(warning.getMessage());
            }

            @Override
            public void error(SAXParseException error) {
                said.add(error.getMessage());
            }
        });
        return said;
    }

    private static void copy(Path jar) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (var file : List.of("BPMN20.xsd", "BPMNDI.xsd", "DC.xsd", "DI.xsd", "Semantic.xsd")) {
                out.putNextEntry(new JarEntry(FOLDER + file));
                try (var in = BpmnParser.class.getResourceAsStream("/" + FOLDER + file)) {
                    in.transferTo(out);
                }
            }
        }
    }
}
