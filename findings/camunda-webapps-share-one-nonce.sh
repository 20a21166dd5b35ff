#!/usr/bin/env bash
# Camunda 7.24.0 webapps: two pages that are opened at once get each other's nonce, and one of them stays empty
#
# The policy of a page (Content-Security-Policy) names a nonce, and the page's scripts bear it. One would keep it with the
# request. The webapps make it for each answer and keep it in the ServletContext, of which there is one: whoever asks between
# the policy and the page of somebody else changes the nonce that is then written into that page. The browser refuses all its
# scripts. With one reader nobody meets it; with many the Tasklist is blank now and then, and a reload mends it.
set -euo pipefail
work="$(mktemp -d)"; trap 'rm -rf "$work"' EXIT; cd "$work"
cat > pom.xml <<'P'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.camunda.bpm.webapp</groupId><artifactId>camunda-webapp-jakarta</artifactId><version>7.24.0</version>
      <classifier>classes</classifier></dependency>
    <dependency><groupId>jakarta.servlet</groupId><artifactId>jakarta.servlet-api</artifactId><version>6.0.0</version></dependency>
  </dependencies>
</project>
P
mvn -q -B dependency:build-classpath -Dmdep.outputFile=classpath > /dev/null
cat > Finding.java <<'J'
import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import org.camunda.bpm.webapp.impl.security.filter.headersec.provider.impl.ContentSecurityPolicyProvider;

public class Finding {
    public static void main(String[] none) {
        var attributes = new HashMap<Object, Object>();
        var application = (ServletContext) Proxy.newProxyInstance(
                Finding.class.getClassLoader(), new Class<?>[] {ServletContext.class}, (self, method, given) ->
                        switch (method.getName()) {
                            case "setAttribute" -> attributes.put(given[0], given[1]);
                            case "getAttribute" -> attributes.get(given[0]);
                            default -> null;
                        });
        var policies = new ContentSecurityPolicyProvider();
        policies.parseParams();

        var first = policies.getHeaderValue(application);
        System.out.println("alone:      " + fits(first, application));
        policies.getHeaderValue(application);
        System.out.println("then, with another call between its policy and its page: " + fits(first, application));
    }

    /** What is written into the page is read in the application, as the filter that renders it does. */
    static String fits(String policy, ServletContext application) {
        var ofThePage = application.getAttribute(ContentSecurityPolicyProvider.ATTR_CSP_FILTER_NONCE);
        return policy.contains("'nonce-" + ofThePage + "'") ? "scripts run" : "scripts refused";
    }
}
J
java -cp "$(cat classpath)" Finding.java | tee seen
diff seen - <<'E'
alone:      scripts run
then, with another call between its policy and its page: scripts refused
E
