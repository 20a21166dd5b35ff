package kz.bilik.casefile;

import java.util.Map;
import java.util.function.UnaryOperator;
import kz.bilik.language.Language;

/** Says in another language what the columns of the task list hold; implemented by who fills them. */
@FunctionalInterface
public interface ColumnWords {

    /**
     * By the column's name, what turns its words, kept with the task in the state language, into that language. Words that
     * it does not know stay as they are. For one answer: it may remember what it has looked up.
     */
    Map<String, UnaryOperator<String>> in(Language language);
}
