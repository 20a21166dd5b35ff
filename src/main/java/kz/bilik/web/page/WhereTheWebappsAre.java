package kz.bilik.web.page;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * Where Camunda's webapps are, for Camunda Modeler: it asks there once somebody has deployed, to lead him to what he deployed.
 * Nothing in it is a secret, so no login is asked for.
 */
@RestController
class WhereTheWebappsAre {

    /** By the names under which Camunda's platform tells them. */
    record Webapps(String adminUrl, String cockpitUrl, String tasklistUrl) {}

    @GetMapping("/.well-known/camunda-automation-platform/webapps")
    Webapps webapps(HttpServletRequest request) {
        var product =
                ServletUriComponentsBuilder.fromContextPath(request).build().toUriString() + "/camunda/app/";
        return new Webapps(
                product + "admin/default/#/", product + "cockpit/default/#/", product + "tasklist/default/#/");
    }
}
