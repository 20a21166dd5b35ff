package kz.bilik.benchmark;

/** What carries cases through the procedure and is measured while it does. */
interface Measured extends AutoCloseable {

    String name();

    /** Makes ready what that many cases need, outside the measured time. */
    default void prepare(int cases) {}

    /** Brings one case as far as its first officer, and leaves it there. */
    void openCase();

    /** Carries one case from its beginning to its end; called by several threads at once. */
    void oneCase();

    /** Lets the database server learn how its tables have been filled. */
    void analyze();

    @Override
    void close();
}
