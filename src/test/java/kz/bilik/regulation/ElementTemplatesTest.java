package kz.bilik.regulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import kz.bilik.process.task.CaseVariables;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Camunda Modeler shows the building blocks of the diagrams by {@code .camunda/element-templates}, which are written from
 * diagrams, forms and sources. {@code modeler/} looks at the same files with Modeler's own libraries.
 */
class ElementTemplatesTest {

    private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

    /** What Modeler may bind in a diagram for Camunda 7, of what the templates use. */
    private static final Set<String> BINDINGS =
            Set.of("property", "camunda:inputParameter", "camunda:executionListener");

    private static final Set<String> TYPES = Set.of("Hidden", "Boolean", "Dropdown");

    private static ElementTemplates written;

    private static Map<Path, String> files;

    private static final List<JsonNode> TEMPLATES = new ArrayList<>();

    @BeforeAll
    static void write() throws IOException {
        written = new ElementTemplates();
        files = written.files();
        if (Boolean.getBoolean("templates.write")) {
            Files.createDirectories(ElementTemplates.FOLDER);
            for (var file : files.entrySet()) {
                Files.writeString(file.getKey(), file.getValue());
            }
        }
        TEMPLATES.clear();
        for (var text : files.values()) {
            new ObjectMapper().readTree(text).forEach(TEMPLATES::add);
        }
    }

    @Test
    void theTemplatesSayWhatTheDiagramsTheFormsAndTheCodeSay() {
        assertThat(ProjectFiles.in(ElementTemplates.FOLDER, "")).containsExactlyElementsOf(files.keySet());
        files.forEach((file, text) -> assertThat(ProjectFiles.text(file))
                .as(file + " is stale; refresh it: " + ElementTemplates.REFRESH)
                .isEqualTo(text));
    }

    /** Only with both attributes Modeler shows that the element is that building block. */
    @Test
    void eachElementBehindWhichThereIsCodeCarriesItsTemplateAndNoOtherDoes() {
        var carried = new TreeSet<String>();
        assertSoftly(softly -> written.diagrams().forEach((name, diagram) -> {
            for (var element : diagram.getModelElementsByType(FlowNode.class)) {
                var applied = element.getAttributeValueNs(CAMUNDA, "modelerTemplate");
                if (ElementTemplates.elements(diagram).contains(element)) {
                    softly.assertThat(applied).as(element.getId()).isEqualTo(ElementTemplates.id(name, element));
                    softly.assertThat(element.getAttributeValueNs(CAMUNDA, "modelerTemplateVersion"))
                            .as("version of " + element.getId())
                            .isEqualTo(String.valueOf(ElementTemplates.VERSION));
                    carried.add(applied);
                } else {
                    softly.assertThat(applied).as(element.getId()).isNull();
                }
            }
        }));
        assertThat(carried).hasSameSizeAs(TEMPLATES);
    }

    @Test
    void aTemplateHasTheFormThatModelerReads() {
        var ids = new HashSet<String>();
        var names = new HashMap<String, String>();
        assertThat(TEMPLATES).hasSizeGreaterThan(80).allSatisfy(template -> {
            var id = template.get("id").asText();
            assertThat(id).matches("kz\\.bilik(\\.[a-z][A-Za-z0-9]+){2}");
            assertThat(ids.add(id)).as(id + " is there once").isTrue();
            var shown = template.at("/category/name").asText() + ": "
                    + template.get("name").asText();
            assertThat(names.put(shown, id)).as("two of the name " + shown).isNull();
            assertThat(template.get("description").asText()).contains("cl. ");
            assertThat(template.get("metadata").get("clauses")).as(id).isNotEmpty();
            assertThat(template.get("appliesTo")).as(id).isNotEmpty();
            assertThat(template.at("/engines/camunda").asText()).isEqualTo(">=7.24");
            for (var property : template.get("properties")) {
                assertThat(property.at("/binding/type").asText()).isIn(BINDINGS);
                assertThat(property.get("type").asText()).isIn(TYPES);
                assertThat(property.has("value")).isTrue();
                if (property.get("type").asText().equals("Dropdown")) {
                    assertThat(values(property.get("choices"), "value"))
                            .as("choices of " + id)
                            .hasSizeGreaterThan(1)
                            .contains(property.get("value").asText());
                    assertThat(values(property.get("choices"), "name"))
                            .as("choices of " + id)
                            .doesNotHaveDuplicates();
                }
                assertThat(property.get("type").asText().equals("Hidden")).isNotEqualTo(property.has("label"));
            }
        });
    }

    @Test
    void whatATemplateNeedsAndSetsAreVariablesThatACaseMayHave() {
        assertThat(TEMPLATES).allSatisfy(template -> {
            assertThat(CaseVariables.ALL).containsAll(values(template.at("/metadata/needs"), ""));
            assertThat(CaseVariables.ALL).containsAll(values(template.at("/metadata/sets"), ""));
        });
        assertThat(variables("kz.bilik.application.reserveVoucher", "sets"))
                .containsExactly("checksPassed", "voucherLeft");
        assertThat(variables("kz.bilik.application.sendVoucher", "needs")).containsExactly("voucherNumber");
        assertThat(variables("kz.bilik.application.checkApplication", "needs"))
                .containsExactly("applicationNumber", "careerCentre");
        assertThat(variables("kz.bilik.application.anotherCentreChosen", "sets"))
                .containsExactly("recognitionCentre");
        assertThat(variables("kz.bilik.voucher.recordExam", "sets")).containsExactly("examHeld");
        assertThat(variables("kz.bilik.voucher.certificateReceived", "sets"))
                .containsExactly("certificate", "certificateAccepted");
        assertThat(variables("kz.bilik.settlement.decidePayment", "sets"))
                .containsExactly("paymentReleased", "paymentReturned");
        assertThat(variables("kz.bilik.distribution.openPeriod", "sets"))
                .containsExactly("distributionNumber", "periodOpened");
    }

    private static List<String> variables(String template, String which) {
        return TEMPLATES.stream()
                .filter(each -> each.get("id").textValue().equals(template))
                .flatMap(each -> values(each.at("/metadata/" + which), "").stream())
                .toList();
    }

    private static List<String> values(JsonNode array, String field) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(each -> field.isEmpty() ? each.asText() : each.path(field).asText())
                .toList();
    }
}
