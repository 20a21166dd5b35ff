#!/usr/bin/env bash
# feelin 3.2.0 (forms of Camunda 7.24) and feel-engine 1.19.3 (its decision tables): one expression, two answers
#
# Both read FEEL, so that an analyst moves a condition from a table into a form and back. From a leap day to the 28th of
# February two years later the table counts 1 year and 11 months, the form 2 years; a text compared with a day is null in the
# table and false in the form, so that the negation of it holds in the form only; the least of two words exists in the table
# only.
set -euo pipefail
work="$(mktemp -d)"; trap 'rm -rf "$work"' EXIT; cd "$work"
cat > expressions <<'X'
years and months duration(date("2024-02-29"), date("2026-02-28")) = duration("P2Y")
"2026-09-14" > date("2026-01-01")
not("2026-09-14" > date("2026-01-01"))
min("b", "a")
X
cat > pom.xml <<'P'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.camunda.feel</groupId><artifactId>feel-engine</artifactId><version>1.19.3</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
  </dependencies>
</project>
P
mvn -q -B dependency:build-classpath -Dmdep.outputFile=classpath > /dev/null
cat > Finding.java <<'J'
import java.nio.file.*;
import java.util.Map;
import org.camunda.feel.api.FeelEngineBuilder;

public class Finding {
    public static void main(String[] none) throws Exception {
        var engine = FeelEngineBuilder.forJava().build();
        for (var expression : Files.readAllLines(Path.of("expressions"))) {
            System.out.println(engine.evaluateExpression(expression, Map.of()).result());
        }
    }
}
J
java -cp "$(cat classpath)" Finding.java > table
echo '{"private":true,"type":"module"}' > package.json
npm install --silent --no-audit --no-fund feelin@3.2.0 > /dev/null
cat > finding.js <<'J'
import { readFileSync } from 'node:fs';
import { evaluate } from 'feelin';
for (const expression of readFileSync('expressions', 'utf8').trim().split('\n')) {
  console.log(String(evaluate(expression, {})));
}
J
node finding.js > form
paste -d'\t' expressions table form | awk -F'\t' '{ print $1 "\n  table: " $2 ", form: " $3 }' | tee seen
cat > expected <<'X'
years and months duration(date("2024-02-29"), date("2026-02-28")) = duration("P2Y")
  table: false, form: true
"2026-09-14" > date("2026-01-01")
  table: null, form: false
not("2026-09-14" > date("2026-01-01"))
  table: null, form: true
min("b", "a")
  table: a, form: null
X
diff expected seen && echo "As found with feelin 3.2.0 and feel-engine 1.19.3."
