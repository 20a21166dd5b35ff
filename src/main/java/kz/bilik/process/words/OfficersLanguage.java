package kz.bilik.process.words;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kz.bilik.casefile.ColumnWords;
import kz.bilik.language.Language;
import kz.bilik.problem.Problem;
import org.camunda.bpm.engine.AuthorizationException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * The webapps speak each officer's language also where the engine knows one only: names of tasks, processes, filters and
 * elements of the diagrams, the words of decision tables, the texts of forms, the words in the columns of the task list, the names of groups. What the engine answers to the
 * webapps is read through these glasses; what it keeps, and what a script reads at its REST API, stays as the analyst
 * wrote it. The engine's commands run in the same language, so that a refusal and the facts of a form come in it too.
 */
final class OfficersLanguage extends OncePerRequestFilter {

    /** Where the engine's answers hold texts of diagrams and filters. */
    private static final Set<String> NAMES = Set.of(
            "name",
            "label",
            "dateLabel",
            "timeLabel",
            "prefixAdorner",
            "suffixAdorner",
            "description",
            "activityName",
            "clauseName",
            "decisionDefinitionName",
            "decisionRequirementsDefinitionName",
            "processDefinitionName",
            "rootProcessDefinitionName",
            "taskName");

    /** Where forms hold texts between tags and placeholders. */
    private static final Set<String> MARKUP = Set.of("text", "content");

    private static final Pattern NAME_IN_DIAGRAM = Pattern.compile("(?<=\\sname=\")[^\"]+(?=\")");

    /** What a decision table shows: its name, the heads of its columns, what stands beside its rows. */
    private static final Pattern WORDS_IN_TABLE =
            Pattern.compile("(?<=\\s(?:name|label)=\")[^\"]+(?=\")|(?<=<description>)[^<]+(?=</description>)");

    private static final Pattern CHANGED = Pattern.compile("ENGINE-03005|is already claimed by");

    private static final Pattern GONE =
            Pattern.compile("is null|does not exist|(?i:cannot find)|No matching|no \\w+ found|not found");

    /** Errors of the engine's own: each says in English, and with the ids of its tables, what it misses. */
    private static final Set<String> SAID_BY_THE_ENGINE = Set.of(
            "AuthorizationException",
            "BadUserRequestException",
            "InvalidRequestException",
            "NotFoundException",
            "NotValidException",
            "NullValueException",
            "OptimisticLockingException",
            "ProcessEngineException",
            "RestException",
            "SuspendedEntityInteractionException",
            "TaskAlreadyClaimedException");

    private final LocaleResolver languages;
    private final ObjectProvider<ModelTexts> texts;
    private final ObjectProvider<ColumnWords> columns;
    private final ObjectProvider<GroupNames> groups;
    private final ObjectProvider<ProblemWords> problems;
    private final ObjectMapper json;

    OfficersLanguage(
            LocaleResolver languages,
            ObjectProvider<ModelTexts> texts,
            ObjectProvider<ColumnWords> columns,
            ObjectProvider<GroupNames> groups,
            ObjectProvider<ProblemWords> problems,
            ObjectMapper json) {
        this.languages = languages;
        this.texts = texts;
        this.columns = columns;
        this.groups = groups;
        this.problems = problems;
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var locale = languages.resolveLocale(request);
        // Whoever serves the request takes it away again at its end.
        LocaleContextHolder.setLocale(locale);
        if (request.getRequestURI().startsWith(request.getContextPath() + "/engine-rest/")) {
            chain.doFilter(request, response);
            return;
        }
        var answer = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, answer);
        var type = answer.getContentType();
        if (type != null && type.contains("json")) {
            if (answer.getStatus() == HttpServletResponse.SC_OK) {
                say(answer, Language.of(locale));
            } else if (answer.getStatus() >= HttpServletResponse.SC_BAD_REQUEST) {
                refuse(answer);
            }
        }
        answer.copyBodyToResponse();
    }

    private void say(ContentCachingResponseWrapper answer, Language language) throws IOException {
        var said = json.readTree(answer.getContentAsByteArray());
        var translation =
                new Translation(language, texts.getObject(), columns.getObject().in(language), groups.getObject());
        if (translation.of(said)) {
            var words = json.writeValueAsBytes(said);
            answer.resetBuffer();
            answer.getOutputStream().write(words);
        }
    }

    /** The engine says in English, and at length, which right on which of its tables is missing, or what it did not find. */
    private void refuse(ContentCachingResponseWrapper answer) throws IOException {
        var said = json.readTree(answer.getContentAsByteArray());
        if (said instanceof ObjectNode refusal
                && SAID_BY_THE_ENGINE.contains(refusal.path("type").asText())) {
            refusal.put("message", problems.getObject().of(refused(answer.getStatus(), refusal)));
            answer.resetBuffer();
            answer.getOutputStream().write(json.writeValueAsBytes(refusal));
        }
    }

    private static Problem refused(int status, ObjectNode refusal) {
        var said = refusal.path("message").asText();
        if (refusal.path("type").asText().equals(AuthorizationException.class.getSimpleName())
                || status == HttpServletResponse.SC_FORBIDDEN) {
            return Problem.of(Problem.Kind.FORBIDDEN, "engine.not-allowed");
        }
        if (status == HttpServletResponse.SC_CONFLICT || CHANGED.matcher(said).find()) {
            return Problem.of(Problem.Kind.CONFLICT, "engine.changed-meanwhile");
        }
        return status == HttpServletResponse.SC_NOT_FOUND || GONE.matcher(said).find()
                ? Problem.of(Problem.Kind.NOT_FOUND, "engine.gone")
                : Problem.of(Problem.Kind.MALFORMED, "engine.not-accepted", said);
    }

    /** Of one answer. */
    private record Translation(
            Language language, ModelTexts texts, Map<String, UnaryOperator<String>> columns, GroupNames groups) {

        /** Whether there was anything to translate. */
        private boolean of(JsonNode node) {
            var changed = false;
            if (node instanceof ObjectNode object) {
                for (var property : object.properties()) {
                    if (property.getValue().isTextual()) {
                        var text = property.getValue().textValue();
                        var words = words(object, property.getKey(), text);
                        changed |= !words.equals(text);
                        property.setValue(TextNode.valueOf(words));
                    } else {
                        changed |= of(property.getValue());
                    }
                }
            } else {
                for (var element : node) {
                    changed |= of(element);
                }
            }
            return changed;
        }

        private String words(ObjectNode object, String property, String text) {
            // A group is made under its id and has no other name of its own.
            if (property.equals("name") && text.equals(object.path("id").textValue())) {
                return groups.in(language, text);
            }
            if (NAMES.contains(property)) {
                return texts.in(language, text);
            }
            if (MARKUP.contains(property)) {
                return texts.markupIn(language, text);
            }
            if (property.equals("bpmn20Xml")) {
                return NAME_IN_DIAGRAM
                        .matcher(text)
                        .replaceAll(name -> Matcher.quoteReplacement(texts.escapedIn(language, name.group())));
            }
            if (property.equals("dmnXml")) {
                return WORDS_IN_TABLE
                        .matcher(text)
                        .replaceAll(words -> Matcher.quoteReplacement(texts.escapedIn(language, words.group())));
            }
            if (property.equals("value")) {
                return columns.getOrDefault(object.path("name").asText(), UnaryOperator.identity())
                        .apply(text);
            }
            return text;
        }
    }

    /** On the webapps' way to the engine; a script on its own way is spoken to as its header asks. */
    @Configuration(proxyBeanMethods = false)
    static class OnTheWayToTheEngine {

        @Bean
        FilterRegistrationBean<OfficersLanguage> officersLanguage(
                LocaleResolver languages,
                ObjectProvider<ModelTexts> texts,
                ObjectProvider<ColumnWords> columns,
                ObjectProvider<GroupNames> groups,
                ObjectProvider<ProblemWords> problems,
                ObjectMapper json) {
            var registration = new FilterRegistrationBean<>(
                    new OfficersLanguage(languages, texts, columns, groups, problems, json));
            registration.setOrder(203); // after the logins, around the words of a refusal
            registration.addUrlPatterns("/camunda/api/*", "/engine-rest/*");
            return registration;
        }
    }
}
