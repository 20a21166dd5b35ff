#!/usr/bin/env bash
# jollyday 2.19.0: Kazakhstan's calendar lacks half of its holidays
#
# The library knows the country ("kz") and answers without a warning, so that working-day terms of a public procedure seem
# to be a matter of one call. Of the days off that fell on a weekday in 2026 (1, 2, 7 January, 9, 23, 24, 25 March, 1, 7, 11 May,
# 27 May, 6 July, 26 October, 16 December; law on holidays of 13 December 2001 and the yearly calendar) it names these only.
set -euo pipefail
work="$(mktemp -d)"; trap 'rm -rf "$work"' EXIT; cd "$work"
cat > pom.xml <<'P'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>de.focus-shift</groupId><artifactId>jollyday-core</artifactId><version>2.19.0</version></dependency>
    <dependency><groupId>de.focus-shift</groupId><artifactId>jollyday-jaxb</artifactId><version>2.19.0</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
P
mvn -q -B dependency:build-classpath -Dmdep.outputFile=classpath > /dev/null
cat > Finding.java <<'J'
import de.focus_shift.jollyday.core.*;
import java.time.*;
import java.util.*;
import java.util.stream.*;

public class Finding {
    public static void main(String[] none) {
        var known = HolidayManager.getInstance(ManagerParameters.create("kz")).getHolidays(Year.of(2026)).stream()
                .map(Holiday::getDate).collect(Collectors.toCollection(TreeSet::new));
        var off = Stream.of("01-01", "01-02", "01-07", "03-09", "03-23", "03-24", "03-25", "05-01", "05-07", "05-11", "05-27",
                "07-06", "10-26", "12-16").map(day -> LocalDate.parse("2026-" + day)).toList();
        System.out.println("known:   " + off.stream().filter(known::contains).map(LocalDate::toString).collect(Collectors.joining(" ")));
        System.out.println("missing: " + off.stream().filter(day -> !known.contains(day)).map(LocalDate::toString).collect(Collectors.joining(" ")));
    }
}
J
java -cp "$(cat classpath)" Finding.java | tee seen
cat > expected <<'X'
known:   2026-01-01 2026-01-07 2026-05-01 2026-05-27 2026-07-06 2026-12-16
missing: 2026-01-02 2026-03-09 2026-03-23 2026-03-24 2026-03-25 2026-05-07 2026-05-11 2026-10-26
X
diff expected seen && echo "As found with jollyday 2.19.0."
