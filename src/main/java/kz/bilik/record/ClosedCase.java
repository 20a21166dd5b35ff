package kz.bilik.record;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A case that is over, whose personal data has come to the end of its term.
 *
 * @param application its number
 * @param voucher its number; null when none was issued
 * @param act the act in which the voucher stands; null when it stands in none
 * @param lastOfAct whether the personal data of every other holder in that act is erased already, so that what names all of them
 *     together can go as well; false without an act
 */
public record ClosedCase(String application, @Nullable String voucher, @Nullable String act, boolean lastOfAct) {

    /** The numbers under which something is kept of this case alone: the act's with its last holder. */
    public List<String> numbers() {
        return Stream.of(application, voucher, lastOfAct ? act : null)
                .filter(number -> number != null)
                .map(String::valueOf)
                .toList();
    }
}
