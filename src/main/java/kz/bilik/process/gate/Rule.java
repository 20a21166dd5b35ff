package kz.bilik.process.gate;

import java.util.Locale;

/** What is looked at when something is deployed; docs/gate.md says of each what it sees and what it does not. */
enum Rule {

    // files
    FILE_NAME,
    FILE_UNREADABLE,

    // processes and what code knows of them
    PROCESS_RENAMED,
    PROCESS_NOT_RUN,
    PROCESS_NEW(false),
    STEP_MISSING,
    MESSAGE_MISSING,

    // references
    BEAN_UNKNOWN,
    METHOD_UNKNOWN,
    VARIABLE_UNKNOWN,
    FORM_UNKNOWN,
    DECISION_UNKNOWN,
    PROCESS_UNKNOWN,
    GROUP_UNKNOWN,
    MESSAGE_UNKNOWN,
    MESSAGE_UNSENT,
    ERROR_UNKNOWN,
    ERROR_UNCAUGHT,
    ERROR_CLASS,
    TASK_UNKNOWN,

    // what an element needs
    TASK_FORM,
    TASK_GROUP,
    TASK_DUE,
    STEP_EMPTY,
    CLAUSE_MISSING,
    CONDITION_MISSING,

    // what is written
    EXPRESSION_SYNTAX,
    EXPRESSION_REACH,
    EXPRESSION_MEANT,
    CODE_FORBIDDEN,
    ATTRIBUTE_UNKNOWN,
    DATE_WRONG,
    DURATION_WRONG,
    CYCLE_WRONG,
    NUMBER_WRONG,

    // the graph
    PATH_ENDLESS,
    NODE_UNREACHED,
    LOOP_ENDLESS,
    LOOP_BUSY,
    JOIN_STARVED,
    JOIN_DOUBLED,
    EVENT_GATEWAY_EMPTY,
    BOUNDARY_ENTERED,
    ERROR_TWICE,

    // forms
    FORM_ID,
    FORM_COMPONENT,
    FORM_PROPERTY,
    FORM_KEY_UNREAD,
    FORM_KEY_MISSING,
    FORM_KEY_TWICE,
    FORM_UNUSED(false),

    // tables
    TABLE_RENAMED,
    TABLE_COLUMNS,
    TABLE_HIT_POLICY,
    TABLE_KIND,
    CELL_SYNTAX,
    CELL_FUNCTION,
    CELL_VARIABLE,
    CELL_LANGUAGE,
    CELL_DAY,
    ROW_PAST,
    ROW_GAP,
    ROW_OVERLAP,
    ROW_NEVER,
    EXAMPLE_MISSING,
    EXAMPLE_FAILS,
    EXAMPLE_UNREADABLE,
    EXAMPLE_CLAUSE,
    EXAMPLE_STRAY,

    // how long what was decided is kept
    TIME_TO_LIVE,

    // words
    WORDS_MISSING(false),
    WORDS_NUMBER(false);

    private final boolean refuses;

    Rule() {
        this(true);
    }

    Rule(boolean refuses) {
        this.refuses = refuses;
    }

    /** As it stands in messages and in docs/gate.md: {@code bean-unknown}. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether what breaks it is not deployed; otherwise it is deployed, and somebody is told. */
    boolean refuses() {
        return refuses;
    }
}
