package kz.bilik;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.bilik.language.Language;

/**
 * Finds in what a person reads the words of a language that is not his, and what is no word at all: keys, {@code null},
 * ids and codes. It knows Kazakh from Russian by the letters that Kazakh alone has and by the words of our own texts; names
 * and what people typed are told to it.
 */
public final class Tongue {

    /** What has one name in every language. */
    private static final Set<String> NAMES = Set.of(
            "AIS",
            "API",
            "Basic",
            "CMS",
            "CSV",
            "Camunda",
            "Cockpit",
            "Connect",
            "Ctrl",
            "DER",
            "EDS",
            "Enter",
            "HTTP",
            "IIN",
            "JPEG",
            "JSON",
            "KZT",
            "Modeler",
            "NCALayer",
            "OpenAPI",
            "OpenID",
            "PDF",
            "OpenSSL",
            "PEM",
            "PNG",
            "POST",
            "RSA",
            "XLSX",
            "XML",
            "ZIP",
            "Tab");

    /** What officers' browsers and systems are called, which the page of sessions shows of whoever is signed in. */
    private static final Set<String> PROGRAMS = Set.of(
            "Android",
            "Chrome",
            "ChromeOS",
            "Chromium",
            "Edge",
            "Firefox",
            "Java",
            "Linux",
            "Opera",
            "Safari",
            "Samsung",
            "Vivaldi",
            "Windows",
            "Yandex",
            "curl",
            "iPad",
            "iPhone",
            "macOS");

    private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");
    private static final Pattern LATIN = Pattern.compile("\\p{IsLatin}{2,}");
    private static final Pattern KAZAKH_ONLY = Pattern.compile("[әғқңөұүһіӘҒҚҢӨҰҮҺІ]");

    /** Numbers of cases, accounts, files and addresses: each has the same signs for every reader. */
    private static final Pattern SIGNS = Pattern.compile(
            "\\S*\\d\\S*|\\S+@\\S+|(?<!\\S)/\\S+|https?://\\S+|\\S+\\.(?:pdf|png|jpe?g|xml|csv|xlsx|p7s)\\b");

    private static final List<Pattern> NO_WORDS = List.of(
            Pattern.compile("\\?\\?\\S+\\?\\?"),
            Pattern.compile("(?<![\\p{L}\\d])null(?![\\p{L}\\d])"),
            Pattern.compile("\\b\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}\\b"),
            Pattern.compile("\\bOptional(?:\\[|\\.empty)"),
            Pattern.compile("\\b(?:kz\\.bilik|org\\.camunda|java)\\.\\w+"),
            Pattern.compile("\\w+@\\p{XDigit}{5,8}\\b"),
            Pattern.compile("(?<![\\w-])KZ-\\d{2}(?:-\\d{2})?(?![\\w-])"),
            Pattern.compile("(?<![\\w-])C-\\d{3}(?![\\w-])"),
            Pattern.compile(
                    "\\b(?:career-centre|mobility-centre|recognition-centre|accountants?|heads?)\\.[A-Z][\\w-]*"),
            Pattern.compile("\\b(?:camunda-admin|authorised-body)\\b"),
            // An amount is grouped as in this country, and a sentence ends once.
            Pattern.compile("(?<![\\d,.])\\d{1,3}(?:,\\d{3})+(?![\\d,])"),
            Pattern.compile("(?<!\\.)\\.\\.(?!\\.)"),
            Pattern.compile("\\{\\d+[^}]*}|\\$\\{|#\\{"));

    private final Set<String> kazakh;
    private final Set<String> russian;
    private final Set<String> keys;
    private final Set<String> constants;
    private List<String> sorted;
    private Collection<String> ofThese;
    private int ofSoMany;

    private Tongue(Set<String> kazakh, Set<String> russian, Set<String> keys, Set<String> constants) {
        this.kazakh = kazakh;
        this.russian = russian;
        this.keys = keys;
        this.constants = constants;
    }

    /** Who knows the words of our texts, and those of these names. */
    public static Tongue ofTheProduct(Collection<String> kazakhNames, Collection<String> russianNames) {
        var said = Said.everywhere();
        return new Tongue(
                words(said, Said::kazakh, kazakhNames),
                words(said, Said::russian, russianNames),
                said.stream().map(Said::where).filter(key -> key.contains(".")).collect(Collectors.toSet()),
                constants());
    }

    private static Set<String> words(List<Said> said, Function<Said, String> text, Collection<String> names) {
        return Stream.concat(said.stream().map(text), names.stream())
                .flatMap(words -> WORD.matcher(words).results())
                .map(word -> word.group().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /** The names of all constants of the product's enums. */
    private static Set<String> constants() {
        var classes = Path.of("target/classes");
        try (var files = Files.walk(classes.resolve("kz"))) {
            var found = new HashSet<String>();
            for (var file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                var name = classes.relativize(file).toString().replace('/', '.').replaceFirst("\\.class$", "");
                var type = Class.forName(name, false, Tongue.class.getClassLoader());
                if (type.isEnum()) {
                    for (var constant : type.getEnumConstants()) {
                        found.add(((Enum<?>) constant).name());
                    }
                }
            }
            return found;
        } catch (Exception unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    /** What the texts of problems name by the same letters in all three languages: codes of a standard, values of the API. */
    public static Set<String> namesInProblems() {
        var word = Pattern.compile("[\\p{IsLatin}_]{2,}");
        return Said.everywhere().stream()
                .filter(said -> said.where().startsWith("problem."))
                .flatMap(said -> word.matcher(said.english())
                        .results()
                        .map(found -> found.group())
                        .filter(name ->
                                said.kazakh().contains(name) && said.russian().contains(name)))
                .collect(Collectors.toSet());
    }

    /** What is one in Kazakh and not in Russian. */
    public static Set<String> kazakhWithTwoMeanings() {
        return Said.everywhere().stream()
                .collect(Collectors.groupingBy(Said::kazakh, Collectors.mapping(Said::russian, Collectors.toSet())))
                .entrySet()
                .stream()
                .filter(said -> said.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** The keys of all texts of ours. */
    public Set<String> keys() {
        return keys;
    }

    /**
     * What in that text no reader of that language should meet.
     *
     * @param data what people typed and what they are called: skipped wherever it stands
     */
    public Set<String> wrong(Language language, String text, Collection<String> data) {
        var wrong = new TreeSet<String>();
        var left = without(text, data);
        NO_WORDS.forEach(sign -> sign.matcher(left).results().forEach(found -> wrong.add(found.group())));
        for (var token : left.split("[\\s,;:()\"«»]+")) {
            var bare = token.replaceFirst("\\.$", "");
            if (keys.contains(bare)) {
                wrong.add(bare);
            }
        }
        var words = SIGNS.matcher(left).replaceAll(" ");
        WORD.matcher(words)
                .results()
                .map(found -> found.group())
                .filter(word -> isForeign(language, word))
                .forEach(wrong::add);
        Pattern.compile("\\b[A-Z][A-Z_]{2,}\\b")
                .matcher(words)
                .results()
                .map(found -> found.group())
                .filter(word -> !NAMES.contains(word) && (word.contains("_") || constants.contains(word)))
                .forEach(wrong::add);
        return wrong;
    }

    private boolean isForeign(Language language, String word) {
        var plain = word.toLowerCase(Locale.ROOT);
        if (language == Language.EN) {
            return !LATIN.matcher(word).matches();
        }
        if (LATIN.matcher(word).find()) {
            return !NAMES.contains(word) && !PROGRAMS.contains(word);
        }
        return language == Language.RU
                ? KAZAKH_ONLY.matcher(word).find() && !russian.contains(plain)
                        || kazakh.contains(plain) && !russian.contains(plain)
                : russian.contains(plain) && !kazakh.contains(plain);
    }

    private String without(String text, Collection<String> data) {
        var left = text;
        for (var each : longestFirst(data)) {
            left = left.replace(each, " ");
        }
        return left;
    }

    /** Sorted once for all the texts of a scene. */
    private synchronized List<String> longestFirst(Collection<String> data) {
        if (sorted == null || data != ofThese || data.size() != ofSoMany) {
            sorted = data.stream()
                    .filter(given -> given.length() > 1)
                    .sorted(Comparator.comparing(String::length).reversed())
                    .toList();
            ofThese = data;
            ofSoMany = data.size();
        }
        return sorted;
    }
}
