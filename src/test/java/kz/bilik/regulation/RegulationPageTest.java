package kz.bilik.regulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kz.bilik.regulation.Sources.SourceClass;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code docs/regulation.md} leads from a clause to the elements of the diagrams, the methods, the forms, the tables and
 * the tests that are about it. It is written from them, so it is true as long as this test passes.
 */
class RegulationPageTest {

    private static RegulationPage regulation;

    private static String page;

    @BeforeAll
    static void write() throws IOException {
        regulation = new RegulationPage();
        page = regulation.text();
        if (Boolean.getBoolean("regulation.write")) {
            Files.writeString(RegulationPage.FILE, page);
        }
    }

    @Test
    void thePageLeadsFromEachClauseToItsElementsMethodsFormsAndTests() {
        assertThat(RegulationPage.FILE).exists();
        assertThat(ProjectFiles.text(RegulationPage.FILE))
                .as("docs/regulation.md is stale; refresh it: " + RegulationPage.REFRESH)
                .isEqualTo(page);
    }

    @Test
    void onlyClausesThatAreInForceAreCited() {
        var unknown = new TreeSet<String>();
        for (var folder : List.of(ProjectFiles.MAIN, ProjectFiles.TEST, ProjectFiles.PROCESSES, ProjectFiles.FORMS)) {
            for (var file : ProjectFiles.in(folder, "")) {
                Citations.in(ProjectFiles.text(file)).stream()
                        .filter(clause -> !Clause.inForce(clause))
                        .forEach(clause -> unknown.add(file + ": cl. " + clause));
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void eachClauseThatAsksForSomethingIsCarriedOutByAnElementOfADiagram() {
        // Choosing a profession and a centre is no case yet: the catalogue of the API serves it.
        var outside = List.of("3.1");
        assertThat(Clause.IN_FORCE)
                .filteredOn(clause -> !outside.contains(clause.number()) && !(clause.isWhole() && clause.hasParts()))
                .allSatisfy(clause -> assertThat(regulation.nodes())
                        .as("cl. " + clause.number())
                        .anyMatch(node -> node.clauses().contains(clause.number())));
        assertThat(outside)
                .allSatisfy(clause -> assertThat(regulation.carriers().addresses(clause))
                        .as("cl. " + clause)
                        .isNotEmpty());
    }

    @Test
    void everyTaskTimerMessageAndFactOfTheDiagramsIsFollowedToTheCode() {
        assertThat(regulation.carriers().unresolved(regulation.nodes())).isEmpty();
    }

    @Test
    void eachDiagramHasOnePageAndTheHeadNamesIt() {
        var head = page.substring(0, page.indexOf("\n## "));
        assertThat(regulation.carriers().pages().keySet()).containsExactlyElementsOf(Diagrams.files());
        regulation.carriers().pages().forEach((diagram, pages) -> {
            var names = pages.stream().map(SourceClass::name).toList();
            assertThat(names).as(diagram.toString()).hasSize(1);
            assertThat(head).contains("[" + diagram.getFileName() + "] → [" + names.get(0) + "]");
        });
    }

    @Test
    void eachDecisionTableIsAskedByTheLawOrByATask() {
        assertThat(Diagrams.decisions().values())
                .allSatisfy(table -> assertThat(regulation.carriers().asking(table, regulation.nodes()))
                        .as(table.toString())
                        .isNotEmpty());
    }

    /** Six clauses that used to be hard to find: from the clause on this page to the method, without a search in between. */
    @ParameterizedTest
    @CsvSource({
        "8.1, checkApplication, CareerCentreCheck.decide",
        "8.3, sendRefusal, Refusal.send",
        "9.1, forwardToRecognitionCentre, Forwarding.forward",
        "3.3 (b), reserveVoucher, AutomaticChecks.reserveVoucher",
        "3.3 (b), reserveVoucher, Quotas.reserve",
        "13, decideCertificate, CertificateDecision.decide",
        "14.2, recordReimbursement, Reimbursements.record",
        "14.2, reimbursement.dmn, Law.capsOn"
    })
    void whoeverReadsAClauseFindsTheMethodThatCarriesItOut(String clause, String element, String method) {
        assertThat(section(clause).replaceAll("\n  (?! *- )", " ").lines())
                .anyMatch(line -> line.contains(element) && line.contains("[`" + method + "`]["));
    }

    private static String section(String clause) {
        var begin = page.indexOf("# cl. " + clause + " · ");
        return page.substring(begin, page.indexOf("\n#", begin));
    }

    @Test
    void whatThePageQuotesStandsInTheOrderToTheLetter() {
        var order = ProjectFiles.text(OrderText.FILE).replace("\\", "").lines().toList();
        var quoted = new ArrayList<String>();
        Pattern.compile("(?m)(?:^>.*\n)+").matcher(page).results().forEach(quote -> {
            for (var paragraph : quote.group().split("\n>\n")) {
                quoted.add(paragraph
                        .lines()
                        .map(line -> line.substring(2))
                        .collect(Collectors.joining(" "))
                        .replace("\\", ""));
            }
        });
        assertThat(quoted).isNotEmpty().allSatisfy(paragraph -> assertThat(order)
                .contains(paragraph));
    }

    @Test
    void eachClauseInForceHasItsWordsInTheOrderAndTheirTranslation() {
        var order = new OrderText();
        assertThat(order.clauses())
                .containsExactlyElementsOf(
                        Clause.IN_FORCE.stream().map(Clause::number).toList());
        assertThat(Clause.IN_FORCE).allSatisfy(clause -> assertThat(order.of(clause))
                .as("cl. " + clause.number())
                .matches(words -> words.isEmpty() == clause.english().isEmpty())
                .matches(words -> !words.isEmpty() || clause.isWhole() && clause.hasParts()));
    }

    @Test
    void eachLineOfThePageFitsAScreen() {
        assertThat(page.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(160));
    }

    @Test
    void eachLinkOfThePageLeadsToAFile() {
        var defined = new TreeSet<String>();
        for (var line : page.substring(page.lastIndexOf("\n\n") + 2).lines().toList()) {
            var link = line.split("]: ");
            assertThat(Path.of("docs").resolve(link[1])).exists();
            // Markdown does not tell capitals from small letters.
            assertThat(defined.add(link[0].substring(1).toLowerCase(Locale.ROOT)))
                    .as(line)
                    .isTrue();
        }
        var body = page.substring(0, page.lastIndexOf("\n\n"));
        // A link at the beginning with a colon behind it would be taken for a definition, too.
        assertThat(body).doesNotContain("]: ");
        var used = Pattern.compile("`]\\[([^]]+)]|(?<![`\\]])\\[([^]`]+)](?!\\()")
                .matcher(body)
                .results()
                .map(link -> link.group(1) == null ? link.group(2) : link.group(1))
                .map(label -> label.toLowerCase(Locale.ROOT))
                .toList();
        assertThat(used).isNotEmpty().isSubsetOf(defined);
    }
}
