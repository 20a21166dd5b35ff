package kz.bilik.kill;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** H2 in the folder of its only node, as the product has it by default: it dies with the node. */
final class H2Database implements Database {

    private final Path file;

    H2Database(Path home) {
        file = home.resolve("data/bilik").toAbsolutePath();
    }

    @Override
    public String name() {
        return "H2";
    }

    @Override
    public int nodes() {
        return 1;
    }

    @Override
    public List<String> settings() {
        var url = System.getProperty("kill.h2", "");
        return url.isBlank()
                ? List.of("--spring.profiles.active=demo")
                : List.of("--spring.profiles.active=demo", "--spring.datasource.url=" + url);
    }

    @Override
    public Connection open() throws SQLException {
        return DriverManager.getConnection("jdbc:h2:file:" + file, "bilik", "bilik");
    }

    @Override
    public void restart() {
        throw new UnsupportedOperationException("It restarts with its node");
    }

    @Override
    public void close() {}
}
