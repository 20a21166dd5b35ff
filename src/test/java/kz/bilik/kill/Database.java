package kz.bilik.kill;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The database of the nodes. */
interface Database extends AutoCloseable {

    String name();

    /** How many nodes may share it. */
    int nodes();

    /** What a node has to be told to use it. */
    List<String> settings();

    /** For whoever looks into it while no node is at work. */
    Connection open() throws SQLException;

    /** It is shut down at once, whatever runs in it, and started again. */
    void restart() throws IOException, InterruptedException;

    @Override
    void close() throws IOException;
}
