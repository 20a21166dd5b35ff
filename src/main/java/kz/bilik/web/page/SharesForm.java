package kz.bilik.web.page;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kz.bilik.distribution.Preparation;
import kz.bilik.distribution.Share;
import kz.bilik.language.Language;
import kz.bilik.language.Texts;
import kz.bilik.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The table of a year's numbers as it was sent: for each region {@code v-KZ-75} its number, {@code why-KZ-75} the reason, {@code
 * was-KZ-75} and {@code whywas-KZ-75} what the page had shown, {@code keep-KZ-75} whether it stays when the rest is spread, {@code
 * filled-KZ-75} the number that a spreading has filled in; and {@code reason} for all that have none of their own.
 */
final class SharesForm {

    private final Map<String, String> form;
    private final Map<String, Share> shares;

    /** @param shares as they are now, by region */
    SharesForm(Map<String, String> form, Map<String, Share> shares) {
        this.form = form;
        this.shares = shares;
    }

    /**
     * Each region whose number or reason is another one than the page had shown.
     *
     * @throws Problem {@code distribution.shares} naming each number that is none
     */
    List<Preparation.Wanted> wanted() {
        requireNumbers();
        return shares.keySet().stream()
                .filter(this::isTouched)
                .map(region -> new Preparation.Wanted(region, number(region), reason(region)))
                .toList();
    }

    /**
     * The regions that keep their numbers when the rest is spread, with these numbers: those that are ticked, and those that
     * somebody has typed. What an earlier spreading filled in is spread anew.
     *
     * @throws Problem {@code distribution.shares} naming each number that is none
     */
    Map<String, Integer> kept() {
        requireNumbers();
        var kept = new HashMap<String, Integer>();
        shares.keySet().stream()
                .filter(region -> form.containsKey("keep-" + region) || isNumberTyped(region))
                .forEach(region -> kept.put(region, number(region)));
        return kept;
    }

    String forAll() {
        return value("reason");
    }

    /** What was typed and is not saved, by the id of its field. */
    Map<String, String> typed() {
        var typed = new HashMap<String, String>();
        shares.keySet().stream()
                .filter(this::isNumberTouched)
                .forEach(region -> typed.put("v-" + region, value("v-" + region)));
        shares.keySet().stream()
                .filter(this::isReasonTouched)
                .forEach(region -> typed.put("why-" + region, reason(region)));
        shares.keySet().stream()
                .filter(region -> form.containsKey("keep-" + region))
                .forEach(region -> typed.put("keep-" + region, "on"));
        shares.keySet().stream()
                .filter(region -> !value("filled-" + region).isEmpty())
                .forEach(region -> typed.put("filled-" + region, value("filled-" + region)));
        typed.put("reason", forAll());
        return typed;
    }

    /** The same with these numbers filled in. */
    Map<String, String> typed(Map<String, Integer> numbers) {
        var kept = kept().keySet();
        var typed = typed();
        numbers.forEach((region, vouchers) -> {
            typed.remove("filled-" + region);
            if (!kept.contains(region)) {
                typed.put("filled-" + region, Integer.toString(vouchers));
            }
            if (vouchers != shares.get(region).vouchers()) {
                typed.put("v-" + region, Integer.toString(vouchers));
            } else if (!kept.contains(region)) {
                typed.remove("v-" + region);
            }
        });
        kept.forEach(region -> typed.put("keep-" + region, "on"));
        return typed;
    }

    /** Under which names and beside which fields a problem's words stand. */
    Map<String, FormAnswers.Field> fields(Map<String, String> regions, Texts texts, Language language) {
        var fields = new LinkedHashMap<String, FormAnswers.Field>();
        shares.keySet().forEach(region -> {
            var name = regions.get(region);
            fields.put(region + ".vouchers", new FormAnswers.Field("v-" + region, name));
            fields.put(
                    region + ".reason",
                    new FormAnswers.Field(
                            "why-" + region, name + ", " + texts.in(language, "web.distribution.reason")));
        });
        return fields;
    }

    /** Whether that is a number of vouchers; which are allowed, {@link Preparation} says. */
    static boolean isNumber(@Nullable Object typed) {
        return typed instanceof String text && text.matches("[0-9]{1,9}");
    }

    private void requireNumbers() {
        var wrong = Problem.of(Problem.Kind.UNPROCESSABLE, "distribution.shares");
        for (var region : shares.keySet()) {
            if (!isNumber(value("v-" + region))) {
                wrong = wrong.with(region + ".vouchers", "distribution.no-number");
            }
        }
        if (!wrong.fields().isEmpty()) {
            throw wrong;
        }
    }

    private boolean isTouched(String region) {
        return isNumberTouched(region) || isReasonTouched(region);
    }

    private boolean isReasonTouched(String region) {
        return !reason(region)
                .equals(FormAnswers.lines(value("whywas-" + region)).strip());
    }

    /** Against what the page had shown, which may be another number by now. */
    private boolean isNumberTouched(String region) {
        return !value("v-" + region).equals(value("was-" + region));
    }

    /** By a person: not what a spreading has filled in. */
    private boolean isNumberTyped(String region) {
        return isNumberTouched(region) && !value("v-" + region).equals(value("filled-" + region));
    }

    private int number(String region) {
        return Integer.parseInt(value("v-" + region));
    }

    private String reason(String region) {
        return FormAnswers.lines(value("why-" + region)).strip();
    }

    private String value(String name) {
        return form.getOrDefault(name, "").strip();
    }
}
