#!/usr/bin/env bash
# Camunda DMN 7.24.0: a column of type date, compared with date("…"), matches no day and raises no error
#
# The Modeler offers the type "date" for a column, and FEEL writes a day as date("2026-01-01"). Both together match nothing
# that the engine's own conversion for that type takes: a java.util.Date is compared without success and without a word,
# so that the table answers "no rule" instead of failing; a java.time.LocalDate is refused. The same rule with
# date and time("…"), or with the day turned into a FEEL date in the column's expression and no type, matches.
set -euo pipefail
work="$(mktemp -d)"; trap 'rm -rf "$work"' EXIT; cd "$work"
cat > pom.xml <<'P'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.camunda.bpm.dmn</groupId><artifactId>camunda-engine-dmn</artifactId><version>7.24.0</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
P
mvn -q -B dependency:build-classpath -Dmdep.outputFile=classpath > /dev/null
cat > Finding.java <<'J'
import java.io.ByteArrayInputStream;
import java.time.*;
import java.util.*;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;

public class Finding {
    static final String TABLE = """
            <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="d">
              <decision id="rate" name="rate"><decisionTable hitPolicy="FIRST">
                <input id="i"><inputExpression id="e"%s><text>%s</text></inputExpression></input>
                <output id="o" name="rate" typeRef="integer"/>
                <rule id="r"><inputEntry id="c"><text>%s</text></inputEntry><outputEntry id="v"><text>7</text></outputEntry></rule>
              </decisionTable></decision>
            </definitions>""";

    public static void main(String[] none) {
        var date = Date.from(LocalDate.of(2026, 9, 14).atStartOfDay(ZoneId.systemDefault()).toInstant());
        var localDate = LocalDate.of(2026, 9, 14);
        show("type date, date(…), java.util.Date:          ", " typeRef=\"date\"", "day", ">= date(\"2026-01-01\")", date);
        show("type date, date(…), java.time.LocalDate:     ", " typeRef=\"date\"", "day", ">= date(\"2026-01-01\")", localDate);
        show("type date, date and time(…), java.util.Date: ", " typeRef=\"date\"", "day", ">= date and time(\"2026-01-01T00:00:00\")", date);
        show("no type, date(day), java.time.LocalDate:     ", "", "date(day)", ">= date(\"2026-01-01\")", localDate);
    }

    static void show(String what, String type, String input, String rule, Object day) {
        var dmn = String.format(TABLE, type, input, rule.replace(">", "&gt;")).getBytes();
        var configuration = DmnEngineConfiguration.createDefaultDmnEngineConfiguration();
        var engine = configuration.buildEngine();
        String answer;
        try {
            var result = engine.evaluateDecisionTable("rate", new ByteArrayInputStream(dmn), Map.of("day", day));
            answer = result.isEmpty() ? "no rule, no error" : result.getSingleResult().getSingleEntry().toString();
        } catch (RuntimeException refused) {
            answer = refused.getClass().getSimpleName();
        }
        System.out.println(what + answer);
    }
}
J
java -cp "$(cat classpath)" Finding.java | tee seen
cat > expected <<'X'
type date, date(…), java.util.Date:          no rule, no error
type date, date(…), java.time.LocalDate:     DmnEngineException
type date, date and time(…), java.util.Date: 7
no type, date(day), java.time.LocalDate:     7
X
diff expected seen && echo "As found with camunda-engine-dmn 7.24.0."
