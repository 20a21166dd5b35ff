package kz.bilik.web.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Map;
import kz.bilik.application.Appendix1;
import kz.bilik.identity.AccountNumber;
import kz.bilik.identity.Iin;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.web.answer.ProblemAnswer;
import kz.bilik.web.door.ApiCaller;
import kz.bilik.web.door.ApiRules;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.models.GroupedOpenApi;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.properties.SwaggerUiConfigParameters;
import org.springdoc.core.properties.SwaggerUiConfigProperties;
import org.springdoc.core.providers.SpringWebProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springdoc.webmvc.ui.SwaggerWelcomeWebMvc;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.pattern.PathPatternParser;

/** The API described for its clients (OpenAPI); who may call what is taken from {@link ApiRules}. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    static {
        // Whatever the door and the header say is no parameter of a call.
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(ApiCaller.class, Language.class)
                .replaceWithSchema(
                        Iin.class,
                        new StringSchema().pattern("[0-9]{12}").description("Individual identification number"))
                .replaceWithSchema(
                        AccountNumber.class,
                        new StringSchema().description("Account number of 20 characters, KZ first"))
                .replaceWithSchema(Language.class, new StringSchema()._enum(List.of("kk", "ru", "en")));
    }

    /** What the number in a path is, by the path up to it. */
    private static final Map<String, Parameter> IN_PATHS = Map.of(
            "/api/applications/", number("Number of the application", "A-2026-75-000001"),
            "/api/vouchers/", number("Number of the voucher", "V-2026-75-000001"),
            "/api/acts/", number("Number of the services act", "ACT-2026-75-000001"),
            "/api/payments/", number("Number of the payment order", "P-2026-75-000001"),
            "/api/calendar/", number("A year from 2024 on", "2026"));

    private static Parameter number(String words, String example) {
        return new Parameter().description(words).example(example);
    }

    @Bean
    RequiredComponents requiredComponents() {
        return new RequiredComponents();
    }

    @Bean
    OpenAPI api(Environment environment) {
        var components = new Components()
                .addSecuritySchemes(
                        "bearer",
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT")
                                .description("Claims: role or roles (applicant, recognition-centre, payer, nqs,"
                                        + " administrator), iin, bin, recognition_centre, region"));
        if (environment.acceptsProfiles(Profiles.of("demo"))) {
            components.addSecuritySchemes(
                    "basic",
                    new SecurityScheme()
                            .type(SecurityScheme.Type.HTTP)
                            .scheme("basic")
                            .description("Demo only: person-01 … person-20, centre-C-014 and other centres, bank, nqs"
                                    + " (acting for the IIN in the header " + ApiCaller.ACTING_FOR
                                    + "), administrator; the password is demo"));
        }
        ModelConverters.getInstance().readAll(ProblemAnswer.class).forEach(components::addSchemas);
        components.addResponses(
                "Problem",
                new ApiResponse()
                        .description("RFC 9457 problem details in the language of Accept-Language (kk, ru, en)")
                        .content(new Content()
                                .addMediaType(
                                        "application/problem+json",
                                        new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem")))));
        return new OpenAPI()
                // Where it was fetched: else the description repeats whichever host a request names.
                .servers(List.of(new Server().url("/")))
                .info(new Info()
                        .title(
                                environment.getProperty("bilik.test-installation", Boolean.class, false)
                                        ? "Bilik: TEST INSTALLATION, nothing here is valid"
                                        : "Bilik")
                        .version("1")
                        .description("One-time vouchers for the recognition of professional qualifications"
                                + " (Order No. 380 of 8 September 2023), from the signed application to the paid act."
                                + " Dates and times are those of Asia/Almaty, amounts whole tenge."))
                .components(components);
    }

    /** As springdoc has it, but for the one address that it makes of whichever host a request names. */
    @Bean
    SwaggerWelcomeWebMvc swaggerWelcome(
            SwaggerUiConfigProperties ui,
            SpringDocConfigProperties description,
            ObjectProvider<SpringWebProvider> web) {
        return new SwaggerWelcomeWebMvc(ui, description, web) {

            @Override
            protected void calculateOauth2RedirectUrl(
                    SwaggerUiConfigParameters parameters, UriComponentsBuilder address) {
                super.calculateOauth2RedirectUrl(
                        parameters,
                        address.cloneBuilder().scheme(null).host(null).port(null));
            }
        };
    }

    @Bean
    GroupedOpenApi bilikApi(OpenApiCustomizer rules, Texts texts, ObjectMapper json) {
        return GroupedOpenApi.builder()
                .group("api")
                .displayName("Bilik")
                .pathsToMatch("/api/**")
                .addOperationCustomizer(new OperationWords(texts, json))
                .addOpenApiCustomizer(rules)
                .build();
    }

    /** Every call names its problem answer, and the roles that the door asks for. */
    @Bean
    OpenApiCustomizer rules(Environment environment) {
        var demo = environment.acceptsProfiles(Profiles.of("demo"));
        return description -> {
            for (var part : List.of(
                    Appendix1.class, VoucherController.CertificateRequest.class, PaymentController.NewAccount.class)) {
                ModelConverters.getInstance(true).readAll(part).forEach(description.getComponents()::addSchemas);
            }
            describe(description, demo);
        };
    }

    private static void describe(OpenAPI description, boolean demo) {
        description.getPaths().forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
            operation
                    .getResponses()
                    .addApiResponse("default", new ApiResponse().$ref("#/components/responses/Problem"));
            inPath(path, operation);
            ApiRules.ALL.stream()
                    .filter(rule -> rule.method().equals(HttpMethod.valueOf(method.name())))
                    .filter(rule ->
                            PathPatternParser.defaultInstance.parse(rule.path()).matches(PathContainer.parsePath(path)))
                    .filter(rule -> !rule.isPublic())
                    .findFirst()
                    .ifPresent(rule -> {
                        operation.addSecurityItem(new SecurityRequirement().addList("bearer"));
                        if (demo) {
                            operation.addSecurityItem(new SecurityRequirement().addList("basic"));
                        }
                        var roles = "Roles: "
                                + String.join(
                                        ", ", rule.roles().stream().sorted().toList()) + ".";
                        operation.setDescription(
                                operation.getDescription() == null
                                        ? roles
                                        : operation.getDescription() + "\n\n" + roles);
                    });
        }));
    }

    private static void inPath(String path, Operation operation) {
        if (operation.getParameters() == null) {
            return;
        }
        operation.getParameters().stream()
                .filter(parameter -> parameter.getIn().equals("path"))
                .forEach(parameter -> IN_PATHS.forEach((beginning, words) -> {
                    if (path.startsWith(beginning)) {
                        parameter.description(words.getDescription()).example(words.getExample());
                    }
                }));
    }
}
