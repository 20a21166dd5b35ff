#!/usr/bin/env bash
# Spring Modulith 1.4.13: a type nested in a @NamedInterface type does not belong to that interface
#
# A module shows a class to others by @NamedInterface on the class. Its nested records and enums (the answers of its
# methods) look like a part of it, and Java's own access rules treat them so. Modulith does not: a module that may use
# "shop :: face" and merely names the answer of a method of that face is refused, because Shop.Answer itself is not annotated.
set -euo pipefail
work="$(mktemp -d)"; trap 'rm -rf "$work"' EXIT; cd "$work"
cat > pom.xml <<'P'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.springframework.modulith</groupId><artifactId>spring-modulith-core</artifactId><version>1.4.13</version></dependency>
    <dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot</artifactId><version>3.5.16</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
P
mvn -q -B dependency:build-classpath -Dmdep.outputFile=classpath > /dev/null
show() { # $1: what stands before the nested record
  rm -rf src classes; mkdir -p src/app/shop src/app/desk
  echo 'package app; @org.springframework.modulith.Modulithic public class App {}' > src/app/App.java
  cat > src/app/shop/Shop.java <<J
package app.shop;
import org.springframework.modulith.NamedInterface;
@NamedInterface("face") public class Shop { $1 public record Answer(int left) {} public Answer ask() { return new Answer(1); } }
J
  echo '@org.springframework.modulith.ApplicationModule(allowedDependencies = "shop :: face") package app.desk;' > src/app/desk/package-info.java
  cat > src/app/desk/Desk.java <<'J'
package app.desk;
import app.shop.Shop;
public class Desk { public int read(Shop shop) { Shop.Answer answer = shop.ask(); return answer.left(); } }
J
  cat > src/Finding.java <<'J'
import org.springframework.modulith.core.ApplicationModules;
public class Finding {
    public static void main(String[] none) {
        var found = ApplicationModules.of(app.App.class).detectViolations().getMessages();
        System.out.println(found.isEmpty() ? "allowed" : found.stream().allMatch(each -> each.contains("Shop$Answer")) ? "refused: Shop$Answer" : found.toString());
    }
}
J
  javac -cp "$(cat classpath)" -d classes $(find src -name '*.java')
  java -cp "$(cat classpath):classes" Finding
}
{ echo "nested in the annotated type: $(show '')"
  echo "annotated itself:             $(show '@NamedInterface("face")')"; } | tee seen
cat > expected <<'X'
nested in the annotated type: refused: Shop$Answer
annotated itself:             allowed
X
diff expected seen && echo "As found with spring-modulith-core 1.4.13."
