package kz.bilik.process.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import kz.bilik.edition.Versions.Kind;
import kz.bilik.process.engine.ModelDetails.Difference;
import kz.bilik.process.engine.ModelDetails.Part;
import kz.bilik.process.engine.ModelDetails.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an analyst changes in a file is seen, where it stands and by its name. */
class ModelDetailsTest {

    @ParameterizedTest
    @ValueSource(strings = {"application", "voucher", "settlement", "distribution", "year"})
    void aDiagramIsNoOtherThanItself(String diagram) throws IOException {
        assertThat(differences("processes/" + diagram + ".bpmn", "", "", ModelDetails::ofDiagram))
                .isEmpty();
    }

    /** The words that are changed, in which element and under which name the change is told. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
            ${endOf.act(actNumber)}</bpmn:timeDate>|${endOf.payment(actNumber)}</bpmn:timeDate>|actOverdue|timer
            timeDate xsi:type="bpmn:tFormalExpression">${endOf.act(actNumber)}</bpmn:timeDate|timeCycle xsi:type="bpmn:tFormalExpression">${endOf.act(actNumber)}</bpmn:timeCycle|actOverdue|timer
            errorCode="ActReturned"|errorCode="ActRefused"|actReturned|error
            formRef="sendAct"|formRef="acceptAct"|sendAct|form
            recognition-centre.${recognitionCentre}|mobility-centre.${region}|sendAct|group
            dueBy.act(actNumber)|dueBy.payment(actNumber)|sendAct|due
            name="Sign and send act"|name="Sign act"|sendAct|name
            modelerTemplate="kz.bilik.settlement.sendAct"|modelerTemplate="kz.bilik.settlement.send"|sendAct|template
            """)
    void aChangeIsToldWhereItIs(String before, String after, String element, String word) throws IOException {
        var differences = differences("processes/settlement.bpmn", before, after, ModelDetails::ofDiagram);
        assertThat(differences).extracting(Difference::kind).containsOnly(Kind.CHANGED);
        assertThat(of(differences, element).properties())
                .extracting(Property::word)
                .contains(word);
    }

    /** What the list of deployments and the page of the product's files tell of a change. */
    @Test
    void anErrorCodeIsAChangeOfTheDeploymentAsWellAndATemplateIsNone() throws IOException {
        var older = Files.readString(Path.of("processes/settlement.bpmn"));
        assertThat(changes(older, older.replace("errorCode=\"ActReturned\"", "errorCode=\"ActRefused\"")))
                .isNotEmpty();
        assertThat(changes(older, older.replace("kz.bilik.settlement.sendAct", "kz.bilik.settlement.send")))
                .isEmpty();
    }

    private static List<ModelParts.Change> changes(String older, String newer) {
        var file = "processes/settlement.bpmn";
        return ModelParts.changes(
                ModelParts.of(file, older.getBytes(StandardCharsets.UTF_8)),
                ModelParts.of(file, newer.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void anErrorReferenceIsToldByWhatItRefersTo() throws IOException {
        var differences = differences(
                "processes/settlement.bpmn",
                "id=\"actReturnedError\" errorRef=\"ActReturned\"",
                "id=\"actReturnedError\"",
                ModelDetails::ofDiagram);
        var error = differences.get(0).properties().get(0);
        assertThat(error.word()).isEqualTo("error");
        assertThat(error.before()).containsExactly("error: errorCode = ActReturned, name = Act returned");
        assertThat(error.after()).isEmpty();
    }

    @Test
    void aListenerAConditionADescriptionAndAnAttributeThatNobodyKnowsAreSeen() throws IOException {
        var listener =
                """
                <bpmn:extensionElements><camunda:taskListener event="timeout" id="late" delegateExpression="${late}">\
                <bpmn:timerEventDefinition id="lateTimer"><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition>\
                </camunda:taskListener></bpmn:extensionElements>""";
        var task = ">\n      <bpmn:documentation>";
        assertThat(words(differences(
                        "processes/application.bpmn",
                        task,
                        ">" + listener + "\n<bpmn:documentation>",
                        ModelDetails::ofDiagram)))
                .contains("listener");
        assertThat(words(differences(
                        "processes/application.bpmn", "${checksPassed}", "${!checksPassed}", ModelDetails::ofDiagram)))
                .containsExactly("condition");
        assertThat(words(differences(
                        "processes/application.bpmn",
                        "<bpmn:documentation>",
                        "<bpmn:documentation>Now: ",
                        ModelDetails::ofDiagram)))
                .containsExactly("documentation");
        assertThat(words(differences(
                        "processes/application.bpmn",
                        "id=\"checkApplication\"",
                        "id=\"checkApplication\" camunda:somethingNew=\"1\"",
                        ModelDetails::ofDiagram)))
                .containsExactly("other");
    }

    @Test
    void whatIsOnlyDrawnElsewhereIsMoved() throws IOException {
        assertThat(differences(
                        "processes/application.bpmn",
                        "<dc:Bounds x=\"150\" y=\"142\" width=\"36\"",
                        "<dc:Bounds x=\"150\" y=\"150\" width=\"36\"",
                        ModelDetails::ofDiagram))
                .extracting(Difference::kind, Difference::id)
                .containsExactly(tuple(Kind.MOVED, "applicationReceived"));
    }

    @Test
    void whatIsGoneInOneDirectionIsNewInTheOther() throws IOException {
        var with = ModelDetails.ofDiagram(Files.readAllBytes(Path.of("processes/settlement.bpmn")));
        var without = new LinkedHashMap<>(with);
        without.remove("sendAct");
        assertThat(ModelDetails.differences(with, without, false))
                .extracting(Difference::kind)
                .containsExactly(Kind.REMOVED);
        assertThat(ModelDetails.differences(without, with, false))
                .extracting(Difference::kind)
                .containsExactly(Kind.ADDED);
    }

    @Test
    void aRowOfATableIsToldCellByCell() throws IOException {
        var changed = differences(
                "processes/legal-terms.dmn", "<text>\"10-15\"</text>", "<text>\"11-01\"</text>", ModelDetails::ofTable);
        assertThat(changed).hasSize(1);
        assertThat(changed.get(0).name()).isEqualTo("Edition of 23 August 2024 (Order No. 325)");
        assertThat(changed.get(0).properties())
                .containsExactly(new Property(
                        ModelDetails.CELL + "cl. 3: last day to apply (month-day)",
                        List.of("\"10-15\""),
                        List.of("\"11-01\"")));
        assertThat(words(differences(
                        "processes/legal-terms.dmn",
                        "hitPolicy=\"FIRST\"",
                        "hitPolicy=\"ANY\"",
                        ModelDetails::ofTable)))
                .containsExactly("other");
    }

    @Test
    void rowsThatChangePlacesAreMovedAndThoseBelowANewOneAreNot() throws IOException {
        var rows = ModelDetails.ofTable(Files.readAllBytes(Path.of("processes/reimbursement.dmn")));
        var ids = List.copyOf(rows.keySet());
        var swapped = new LinkedHashMap<String, Part>();
        swapped.put(ids.get(ids.size() - 1), rows.get(ids.get(ids.size() - 1)));
        swapped.putAll(rows);
        assertThat(ModelDetails.differences(rows, swapped, true))
                .extracting(Difference::kind)
                .contains(Kind.MOVED);
        var longer = new LinkedHashMap<String, Part>();
        longer.put("new", new Part("", Map.of(), ""));
        longer.putAll(rows);
        assertThat(ModelDetails.differences(rows, longer, true))
                .extracting(Difference::kind)
                .containsExactly(Kind.ADDED);
    }

    @Test
    void aFieldOfAFormIsToldPropertyByProperty() throws IOException {
        assertThat(words(differences(
                        "forms/checkApplication.form",
                        "In order: forward to the labour mobility centre",
                        "In order",
                        ModelDetails::ofForm)))
                .containsExactly("choices");
        assertThat(words(differences(
                        "forms/checkApplication.form",
                        "\"label\": \"Decision\"",
                        "\"label\": \"Verdict\"",
                        ModelDetails::ofForm)))
                .containsExactly("label");
        assertThat(words(differences(
                        "forms/checkApplication.form",
                        "\"required\": true",
                        "\"required\": false",
                        ModelDetails::ofForm)))
                .containsExactly("check");
    }

    private static List<String> words(List<Difference> differences) {
        return differences.stream()
                .flatMap(each -> each.properties().stream())
                .map(Property::word)
                .toList();
    }

    private static Difference of(List<Difference> differences, String element) {
        return differences.stream()
                .filter(each -> each.id().equals(element))
                .findFirst()
                .orElseThrow(() -> new AssertionError(element + " in " + differences));
    }

    /** The file, and the same with the first such words changed. */
    private static List<Difference> differences(
            String file, String before, String after, Function<byte[], Map<String, Part>> parts) throws IOException {
        var older = Files.readString(Path.of(file));
        assertThat(older).contains(before);
        var at = older.indexOf(before);
        var newer = older.substring(0, at) + after + older.substring(at + before.length());
        return ModelDetails.differences(
                parts.apply(older.getBytes(StandardCharsets.UTF_8)),
                parts.apply(newer.getBytes(StandardCharsets.UTF_8)),
                true);
    }
}
