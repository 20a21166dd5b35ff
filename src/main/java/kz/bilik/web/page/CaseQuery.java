package kz.bilik.web.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import kz.bilik.casefile.CaseStage;
import kz.bilik.officer.Officer;
import kz.bilik.overview.CaseFilter;
import kz.bilik.problem.Problem;
import kz.bilik.record.RecordNumber;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What an officer asks of the list of cases, as it stands in the address: numbers, codes and days. An officer stands there
 * by a fingerprint of his account, since an account may be called as its owner is.
 */
final class CaseQuery {

    /** The fields of the form, in its order. */
    static final List<String> FIELDS = List.of(
            "number",
            "state",
            "due",
            "officer",
            "region",
            "career",
            "recognition",
            "profession",
            "ground",
            "from",
            "to",
            "order");

    static final String OPEN = "OPEN";
    static final String ENDED = "ENDED";
    static final String ALL = "ALL";

    /** Tasks that the reader has. */
    static final String MINE = "mine";

    /** Tasks that nobody has. */
    static final String NOBODYS = "nobody";

    private static final int LONGEST = 40;

    private final Map<String, String> asked;

    private CaseQuery(Map<String, String> asked) {
        this.asked = asked;
    }

    /** What was asked; fields that the form does not have are left out. */
    static CaseQuery of(Function<String, @Nullable String> parameter) {
        var asked = new LinkedHashMap<String, String>();
        for (var field : FIELDS) {
            var value = parameter.apply(field);
            if (value != null && !value.isBlank()) {
                asked.put(field, value.strip());
            }
        }
        return new CaseQuery(asked);
    }

    /** By field, as it was typed or chosen. */
    Map<String, String> asked() {
        return asked;
    }

    /** Whether anything was asked beside the order. */
    boolean isNarrowed() {
        return asked.keySet().stream().anyMatch(field -> !field.equals("order"));
    }

    /** The address of that page of the list, with what was asked. */
    String address(String path) {
        var address = UriComponentsBuilder.fromPath(path);
        asked.forEach((field, value) -> address.queryParam(field, "{" + field + "}"));
        return address.encode().buildAndExpand(asked).toUriString();
    }

    /** The same with one field as given. */
    CaseQuery with(String field, String value) {
        var changed = new LinkedHashMap<>(asked);
        changed.put(field, value);
        return new CaseQuery(changed);
    }

    /**
     * What is looked for.
     *
     * @param accounts among which the one is that was chosen
     * @throws Problem {@code web.parameter-unreadable} when the address was changed by hand into something that is none of
     *     what the form offers
     */
    CaseFilter filter(Officer officer, List<String> accounts) {
        var state = asked.getOrDefault("state", asked.containsKey("number") ? ALL : OPEN);
        var standing =
                Set.of(OPEN, ENDED, ALL).contains(state) ? CaseFilter.Standing.valueOf(state) : CaseFilter.Standing.ALL;
        var stages = Set.of(OPEN, ENDED, ALL).contains(state)
                ? Set.<CaseStage.Stage>of()
                : Set.of(one("state", CaseStage.Stage.class, state));
        return new CaseFilter(
                standing,
                stages,
                code("region"),
                code("career"),
                code("recognition"),
                code("profession"),
                chosen("due", CaseFilter.Due.class),
                code("ground"),
                day("from"),
                day("to"),
                officer(officer, accounts),
                number(),
                Optional.ofNullable(chosen("order", CaseFilter.Order.class)).orElse(CaseFilter.Order.DUE));
    }

    /** By what an account stands in the address. */
    static String fingerprint(String account) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(account.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private @Nullable String officer(Officer officer, List<String> accounts) {
        var who = asked.get("officer");
        if (who == null) {
            return null;
        }
        return switch (who) {
            case MINE -> officer.id();
            case NOBODYS -> "";
            default ->
                accounts.stream()
                        .filter(account -> fingerprint(account).equals(who))
                        .findFirst()
                        // He has no task any more: there is none to find, which is no mistake.
                        .orElse("\u0001");
        };
    }

    /** The number that was meant; what is no number at all finds nothing. */
    private @Nullable String number() {
        var typed = asked.get("number");
        return typed == null
                ? null
                : RecordNumber.typed(typed).map(RecordNumber::toString).orElse("-");
    }

    private @Nullable String code(String field) {
        var code = asked.get(field);
        if (code != null && code.length() > LONGEST) {
            throw unreadable(field);
        }
        return code;
    }

    private @Nullable LocalDate day(String field) {
        var day = asked.get(field);
        return day == null ? null : FromAddress.day(day).orElseThrow(() -> unreadable(field));
    }

    private <E extends Enum<E>> @Nullable E chosen(String field, Class<E> of) {
        var value = asked.get(field);
        return value == null ? null : one(field, of, value);
    }

    private static <E extends Enum<E>> E one(String field, Class<E> of, String value) {
        try {
            return Enum.valueOf(of, value);
        } catch (IllegalArgumentException none) {
            throw unreadable(field);
        }
    }

    private static Problem unreadable(String field) {
        return Problem.of(Problem.Kind.MALFORMED, "web.parameter-unreadable", field);
    }
}
