package kz.bilik.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import kz.bilik.support.ProcedureTest;
import org.junit.jupiter.api.Test;

/**
 * On a narrow screen a table is read downwards, each value with the name of its column, and no page is wider than its window.
 */
@ProcedureTest
class NarrowTableTest extends InTheBrowser {

    /** As the amounts of an act that have changed: signed and by now, of the state's part and of the aid. */
    @Test
    void aColumnInAGroupIsNamedByBoth() {
        assertThat(labels(
                        """
                        <tr><th rowspan="2">No.</th><th rowspan="2">Voucher</th><th colspan="2">State</th><th colspan="2">Aid</th></tr>
                        <tr><th>signed</th><th>now</th><th>signed</th><th>now</th></tr>""",
                        "<td>1</td><td>V-1</td><td>27</td><td>30</td><td>0</td><td>0</td>"))
                .containsExactly("No.", "Voucher", "State, signed", "State, now", "Aid, signed", "Aid, now");
    }

    @Test
    void aCellOverSeveralColumnsHasNoNameAndTheNextOneItsOwn() {
        assertThat(labels(
                        "<tr><th>Region</th><th>Before</th><th>After</th></tr>",
                        "<td colspan=\"2\">Sum</td><td>5</td>"))
                .containsExactly("", "After");
    }

    @Test
    void whatAnOfficerWritesWithoutABlankMakesNoPageWider() {
        var application = story.applies("person-03");
        story.careerCentreRefuses(application, "INCOMPLETE_DOCUMENTS", "Мотивированныйотказ".repeat(40));
        var page = officer("head-mobility-KZ-75");
        for (int width : new int[] {1400, 360}) {
            page.setViewportSize(width, 900);
            for (var path : List.of("/cases/" + application, "/notices", "/cases?state=ALL")) {
                page.navigate(url(path));
                assertThat((int) page.evaluate("() => document.documentElement.scrollWidth"))
                        .as("%s at %s", path, width)
                        .isLessThanOrEqualTo(width);
            }
        }
        page.setViewportSize(1400, 900);
    }

    @SuppressWarnings("unchecked")
    private List<String> labels(String head, String row) {
        var page = visitor();
        page.navigate(url("/login"));
        page.setContent("<div class=\"table-responsive\"><table><thead>" + head + "</thead><tbody><tr>" + row
                + "</tr></tbody></table></div>");
        page.addScriptTag(new Page.AddScriptTagOptions().setUrl(url("/style/narrow.js")));
        return (List<String>)
                page.evaluate("() => [...document.querySelectorAll('td')].map(cell => cell.dataset.label ?? '')");
    }
}
