#!/usr/bin/env bash
# Camunda 7.24.0: a date typed beside a timer is reckoned by zone data of the engine's own, not by the JDK's
#
# Almaty is UTC+5 since 1 March 2024, and a JDK of 2024 or later knows it. The engine reads a date without an offset, such as
# the timeDate of a timer, with Joda-Time 2.12.5, whose tables still say UTC+6: the timer is due an hour early, and a bare day
# begins on the evening before. With joda-time 2.12.7 on the class path the same engine is right. The same holds for every zone
# whose rules changed after May 2023.
set -euo pipefail
work="$(mktemp -d)"; trap 'rm -rf "$work"' EXIT; cd "$work"
pom() {
cat > pom.xml <<P
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.camunda.bpm</groupId><artifactId>camunda-engine</artifactId><version>7.24.0</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>1.7.36</version></dependency>
    $1
  </dependencies>
</project>
P
mvn -q -B dependency:build-classpath -Dmdep.outputFile=classpath > /dev/null
}
cat > Finding.java <<'J'
import java.time.ZoneId;
import org.camunda.bpm.engine.impl.calendar.DueDateBusinessCalendar;

public class Finding {
    public static void main(String[] none) {
        for (var typed : new String[] {"2026-10-01T09:00:00", "2026-10-01"}) {
            var due = new DueDateBusinessCalendar().resolveDuedate(typed).toInstant();
            System.out.println(typed + " is due at " + due.atZone(ZoneId.of("Asia/Almaty")).toLocalDateTime());
        }
    }
}
J
{
  echo "with the engine's own Joda-Time:"
  pom ""
  java -Duser.timezone=Asia/Almaty -cp "$(cat classpath)" Finding.java
  echo "with joda-time 2.12.7:"
  pom "<dependency><groupId>joda-time</groupId><artifactId>joda-time</artifactId><version>2.12.7</version></dependency>"
  java -Duser.timezone=Asia/Almaty -cp "$(cat classpath)" Finding.java
} | tee seen
cat > expected <<'X'
with the engine's own Joda-Time:
2026-10-01T09:00:00 is due at 2026-10-01T08:00
2026-10-01 is due at 2026-09-30T23:00
with joda-time 2.12.7:
2026-10-01T09:00:00 is due at 2026-10-01T09:00
2026-10-01 is due at 2026-10-01T00:00
X
diff expected seen && echo "As found with camunda-engine 7.24.0."
