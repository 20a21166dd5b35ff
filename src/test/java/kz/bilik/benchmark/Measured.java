package kz.bilik.benchmark;

/** What carries cases through the procedure and is measured while it does. */
interface Measured extends AutoCloseable {

    String name();

    /** Makes ready what that many cases need, outside the measured time. */
    default void prepare(int cases) {}

    /** Carries one case from its beginning to its end; called by several threads at once. */
    void oneCase();

    @Override
    void close();
}
