package kz.bilik.migration;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import kz.bilik.language.Language;

/** What is known of running cases and done with them when they are moved to another version; implemented beside the engine. */
public interface MovingCases {

    /** Why a case cannot be moved. Each has its words in {@code migration.why.<name>}. */
    enum Why {
        /** It stands at an element for which the plan has no line. */
        NO_LINE,
        /** At that joining of the new version it would wait for ever. */
        WAITS_FOR_EVER,
        /** That timer, which has fired or whose date is past, would fire at once. */
        FIRES_AGAIN,
        /** That task would have no group, or another one than a place has. */
        NO_GROUP,
        /** A step of it is being carried out in this moment, or an officer was faster. */
        BUSY,
        /** It goes by another version by now, or has ended. */
        GONE,
        /** The engine or a rule of the product refused it; what it said is in the log. */
        REFUSED
    }

    /**
     * A case that stays as it is.
     *
     * @param at the name of the element in English, as in the diagram; empty where none is concerned
     */
    record Refusal(Why why, String at) {}

    /**
     * An element to which cases can be moved.
     *
     * @param name in the reader's language
     */
    record Choice(String element, String name) {}

    /**
     * An element at which cases stand, or which encloses one.
     *
     * @param name in the reader's language
     * @param cases how many stand there
     * @param target where the plan moves them; empty where it has no line
     * @param choices the elements of the same kind in the new version
     */
    record Line(String element, String name, long cases, Optional<String> target, List<Choice> choices) {}

    /** A running case: the engine's id of its course, and its number. */
    record Running(String instance, String number) {}

    /**
     * The ids of two versions of a diagram.
     *
     * @param name of the diagram in the reader's language
     */
    record Pair(String name, String source, String target) {}

    /** The two versions by their numbers; empty when one of them is not there. */
    Optional<Pair> pair(String process, int from, int to, Language language);

    /** The lines that somebody has to look at, in the order of the diagram. */
    List<Line> lines(Pair pair, Language language);

    /**
     * The whole plan: what the engine maps by itself, what it misses (timers of a step that is called otherwise now), and what
     * was chosen by hand.
     *
     * @param byHand by the element of the older version, that of the newer one
     * @throws kz.bilik.problem.Problem {@code migration.plan-refused} when such a plan cannot be, {@code migration.timeout} when a
     *     step of either version has a timeout of its own, which the engine would lose
     */
    Map<String, String> plan(Pair pair, Map<String, String> byHand);

    /** All cases that go by that version now. */
    List<Running> running(String definition);

    /**
     * Moves a case, in the current transaction: tokens, timers, tasks with their names, groups, rights, due dates and columns.
     * After a refusal the transaction must be rolled back.
     *
     * @param officer the account of whoever carries it out
     * @return why not; empty when it was moved
     */
    Optional<Refusal> move(String source, String target, Map<String, String> plan, String instance, String officer);

    /** The name of an element as its diagram has it, in the reader's language. */
    String said(String name, Language language);
}
