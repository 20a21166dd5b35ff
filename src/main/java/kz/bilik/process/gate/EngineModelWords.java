package kz.bilik.process.gate;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kz.bilik.edition.ModelWords;
import kz.bilik.language.Language;
import kz.bilik.problem.Problem;
import kz.bilik.process.words.EnteredWords;
import kz.bilik.process.words.ModelTexts;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The texts of the models in force, with the words that the product and people have for them. */
@Component
class EngineModelWords implements ModelWords {

    private static final List<Language> LANGUAGES = List.of(Language.KK, Language.RU);

    /** What would be a tag, a placeholder or a formula where a form shows the words. */
    private static final Pattern NO_WORDS = Pattern.compile("(?s)=.*|.*[<>{}\\p{Cntrl}].*");

    private final ProcessEngineConfigurationImpl engine;
    private final ModelTexts texts;
    private final EnteredWords entered;

    EngineModelWords(ProcessEngine engine, ModelTexts texts, EnteredWords entered) {
        this.engine = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        this.texts = texts;
        this.entered = entered;
    }

    /** Each text with the names of the files in which it stands. */
    private Map<String, Set<String>> inForce() {
        var said = new LinkedHashMap<String, Set<String>>();
        var files = engine.getCommandExecutorTxRequired().execute(command -> new EngineInForce().all());
        files.forEach(
                file -> SaidTexts.of(file).forEach(each -> said.computeIfAbsent(each.text(), none -> new TreeSet<>())
                        .add(file.base())));
        return said;
    }

    @Override
    public List<Text> texts(Which which, String part) {
        var said = inForce();
        LANGUAGES.forEach(language ->
                entered.all(language).keySet().forEach(english -> said.computeIfAbsent(english, none -> Set.of())));
        var looked = part.strip().toLowerCase(Locale.ROOT);
        return said.entrySet().stream()
                .map(each -> text(each.getKey(), each.getValue()))
                .filter(text -> isOne(text, which))
                .filter(text -> Stream.concat(
                                Stream.concat(Stream.of(text.english()), text.files().stream()),
                                text.words().values().stream().map(Words::shown))
                        .anyMatch(each -> each.toLowerCase(Locale.ROOT).contains(looked)))
                .toList();
    }

    private Text text(String english, Set<String> files) {
        var words = new EnumMap<Language, Words>(Language.class);
        for (var language : LANGUAGES) {
            var shipped = texts.shipped(language, english).orElse("");
            words.put(
                    language,
                    Optional.ofNullable(entered.all(language).get(english))
                            .map(each -> new Words(shipped, each.words(), each.officer(), each.at()))
                            .orElse(new Words(shipped, "", "", null)));
        }
        return new Text(english, List.copyOf(files), words);
    }

    private static boolean isOne(Text text, Which which) {
        var words = text.words().values();
        return switch (which) {
            case MISSING ->
                !text.files().isEmpty()
                        && words.stream().anyMatch(each -> each.shown().isEmpty());
            case ENTERED -> words.stream().anyMatch(each -> !each.officer().isEmpty());
            case DIFFERENT -> words.stream().anyMatch(Words::differs);
            case ALL -> true;
        };
    }

    @Override
    @Transactional
    public boolean enter(String english, Language language, String words, String officer) {
        var anew = words.strip();
        if (!LANGUAGES.contains(language)
                || anew.length() > LONGEST_WORDS
                || NO_WORDS.matcher(anew).matches()) {
            throw Problem.of(Problem.Kind.UNPROCESSABLE, "words.unreadable", String.valueOf(LONGEST_WORDS));
        }
        if (!inForce().containsKey(english) && entered.find(language, english).isEmpty()) {
            throw Problem.of(Problem.Kind.CONFLICT, "words.said-nowhere");
        }
        var before =
                entered.find(language, english).map(EnteredWords.Entered::words).orElse("");
        var shown = before.isEmpty() ? texts.shipped(language, english).orElse("") : before;
        if (anew.equals(shown) || anew.isEmpty() && before.isEmpty()) {
            return false;
        }
        entered.enter(language, english, anew, officer);
        return true;
    }
}
