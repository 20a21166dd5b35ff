package kz.bilik.benchmark;

import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * The processor time that this JVM and the PostgreSQL server have used. On a machine that has other work to do it says
 * more than the clock on the wall.
 */
record ProcessorTime(Duration java, Duration postgres) {

    static ProcessorTime now(DataSource server) throws SQLException {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        try (var connection = server.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            var postgres = ProcessHandle.of(row.getLong(1)).flatMap(ProcessHandle::parent).stream()
                    .flatMap(ProcessHandle::children)
                    .flatMap(backend -> backend.info().totalCpuDuration().stream())
                    .reduce(Duration.ZERO, Duration::plus);
            return new ProcessorTime(Duration.ofNanos(system.getProcessCpuTime()), postgres);
        }
    }

    ProcessorTime since(ProcessorTime earlier) {
        return new ProcessorTime(java.minus(earlier.java), postgres.minus(earlier.postgres));
    }

    /** Milliseconds of the JVM for each of that many cases. */
    double javaPerCase(int cases) {
        return java.toNanos() / 1e6 / cases;
    }

    /** Milliseconds of the database server for each of that many cases. */
    double postgresPerCase(int cases) {
        return postgres.toNanos() / 1e6 / cases;
    }
}
