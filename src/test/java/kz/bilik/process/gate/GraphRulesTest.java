package kz.bilik.process.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.SAXException;

/**
 * What the flows of a diagram show without running it. A graph is written as its flows; the first letter says what stands
 * there: s start, e end, u user task, t service task, x exclusive, p parallel, i inclusive, v event gateway, c event that is
 * waited for, b event attached to the step after its colon, n such an event that leaves the step alone.
 */
class GraphRulesTest {

    static final Set<Rule> TRIED = EnumSet.of(
            Rule.PATH_ENDLESS,
            Rule.NODE_UNREACHED,
            Rule.LOOP_ENDLESS,
            Rule.LOOP_BUSY,
            Rule.JOIN_STARVED,
            Rule.JOIN_DOUBLED,
            Rule.EVENT_GATEWAY_EMPTY,
            Rule.BOUNDARY_ENTERED,
            Rule.ERROR_TWICE);

    @ParameterizedTest
    @CsvSource({
        // a loop, and a way into one
        "s-x x-e x-u u-x, ''",
        "s-x x-u u-x, loop-endless u | loop-endless x | path-endless s",
        "s-t t-x x-u u-x, loop-endless u | loop-endless x | path-endless s | path-endless t",
        "s-v, event-gateway-empty v | path-endless s",
        "s-v v-c c-e, ''",
        // what nothing leads to
        "s-e u-e, node-unreached u",
        // round and round in one transaction
        "s-x x-t t-x2 x2-x x2-e, loop-busy t",
        "s-x x-u u-x2 x2-x x2-e, ''",
        // together and apart
        "s-p p-u1 p-u2 u1-p2 u2-p2 p2-e, ''",
        "s-x x-u1 x-u2 u1-p2 u2-p2 p2-e, join-starved p2",
        "s-x x-u1 x-u2 u1-x2 u2-x2 x2-e, ''",
        "s-p p-u1 p-u2 u1-x2 u2-x2 x2-e, join-doubled x2",
        "s-p p-u1 p-u2 u1-u3 u2-u3 u3-e, join-doubled u3",
        "s-p p-u1 p-x u1-p2 x-p2 x-e2 p2-e, join-starved p2",
        "s-p p-u1 p-x u1-p2 x-u2 x-u3 u2-x2 u3-x2 x2-p2 p2-e, ''",
        "s-p p-u1 p-x u1-p2 x-u2 x-u3 u2-p2 u3-p2 p2-e, join-starved p2",
        "s-i i-u1 i-u2 u1-i2 u2-i2 i2-e, ''",
        // a loop behind a split is no join
        "s-p p-x p-u2 x-u1 u1-x1 x1-x x1-p2 u2-p2 p2-e, ''",
        // attached to a step
        "s-u u-e b:u b-e2, ''",
        "s-u u-e b:u b-e2 u-b, boundary-entered b",
        "s-u u-p n:u n-p p-e, join-starved p",
        "s-p p-u1 p-u2 u1-p2 u2-p2 p2-e n:u1 n-e2, ''",
        "s-p p-u1 p-u2 u1-p2 u2-p2 p2-e b:u1 b-e2, join-starved p2"
    })
    void whatTheFlowsShowIsFound(String graph, String expected) throws SAXException {
        var findings = new Findings();
        new GraphRules(Diagram.of(OwnFiles.named("graph.bpmn", diagram(graph))), findings).check();
        assertThat(findings.all().stream()
                        .map(each -> each.rule().code() + " " + each.at().element())
                        .sorted()
                        .collect(Collectors.joining(" | ")))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"A, A, true", "A, B, false"})
    void ofTwoEventsForOneErrorNobodySeesWhichCatchesIt(String one, String other, boolean twice) throws SAXException {
        var ends = "<endEvent id='endA'><errorEventDefinition errorRef='A'/></endEvent>"
                + "<endEvent id='endB'><errorEventDefinition errorRef='B'/></endEvent>";
        var diagram = "<definitions xmlns='" + Markup.BPMN + "'><process id='p'><subProcess id='s'>" + ends
                + "</subProcess><boundaryEvent id='one' attachedToRef='s'><errorEventDefinition errorRef='" + one
                + "'/></boundaryEvent><boundaryEvent id='other' attachedToRef='s'><errorEventDefinition errorRef='"
                + other + "'/></boundaryEvent></process><error id='A' errorCode='A'/><error id='B' errorCode='B'/>"
                + "</definitions>";
        var findings = new Findings();
        new DiagramRules(Diagram.of(OwnFiles.named("errors.bpmn", diagram)), OwnFiles.theHouse(), findings)
                .check(Set.of(), Set.of(), Set.of(), Set.of());
        assertThat(findings.all().stream()
                        .filter(each -> each.rule() == Rule.ERROR_TWICE)
                        .map(each -> each.at().element()))
                .containsExactlyElementsOf(twice ? List.of("other") : List.of());
    }

    private static String diagram(String graph) {
        var nodes = new StringBuilder();
        var flows = new StringBuilder();
        var seen = new LinkedHashMap<String, String>();
        for (var part : graph.split(" ")) {
            if (part.contains(":")) {
                seen.put(part.split(":")[0], part.split(":")[1]);
            } else {
                for (var id : part.split("-")) {
                    seen.putIfAbsent(id, "");
                }
                flows.append("<sequenceFlow id='f")
                        .append(flows.length())
                        .append("' sourceRef='")
                        .append(part.split("-")[0])
                        .append("' targetRef='")
                        .append(part.split("-")[1])
                        .append("'/>");
            }
        }
        seen.forEach((id, host) -> nodes.append('<')
                .append(kind(id))
                .append(" id='")
                .append(id)
                .append(host.isEmpty() ? "'" : "' attachedToRef='" + host + "'")
                .append(id.startsWith("n") ? " cancelActivity='false'" : "")
                .append("/>"));
        return "<definitions xmlns='" + Markup.BPMN + "'><process id='p'>" + nodes + flows + "</process></definitions>";
    }

    private static String kind(String id) {
        return switch (id.charAt(0)) {
            case 's' -> "startEvent";
            case 'e' -> "endEvent";
            case 'u' -> "userTask";
            case 't' -> "serviceTask";
            case 'x' -> "exclusiveGateway";
            case 'p' -> "parallelGateway";
            case 'i' -> "inclusiveGateway";
            case 'v' -> "eventBasedGateway";
            case 'c' -> "intermediateCatchEvent";
            default -> "boundaryEvent";
        };
    }
}
