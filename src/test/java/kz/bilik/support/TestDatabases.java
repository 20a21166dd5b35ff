package kz.bilik.support;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.AnnotationTransactionAttributeSource;
import org.springframework.transaction.interceptor.TransactionInterceptor;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The two databases on which the product runs, fresh and migrated on each call: H2 in memory in its default mode, and a
 * real PostgreSQL that starts once in the JVM. Both for a parameterised test: {@code
 * @MethodSource("kz.bilik.support.TestDatabases#both")}; JUnit closes what it hands to such a test.
 */
public final class TestDatabases {

    /** One database; its name says which product it is. */
    public record TestDatabase(
            String name,
            DataSource dataSource,
            JdbcClient jdbc,
            JdbcTransactionManager transactionManager,
            TransactionTemplate transactions)
            implements AutoCloseable {

        /** A template for that propagation, for example {@link TransactionDefinition#PROPAGATION_NESTED}. */
        public TransactionTemplate transactions(int propagation) {
            var template = new TransactionTemplate(transactionManager);
            template.setPropagationBehavior(propagation);
            return template;
        }

        /** The object with its {@code @Transactional} methods in force, as the product's context would hand it out. */
        @SuppressWarnings("unchecked")
        public <T> T transactional(T target) {
            var proxy = new ProxyFactory(target);
            proxy.setProxyTargetClass(true);
            proxy.addAdvice(new TransactionInterceptor(transactionManager, new AnnotationTransactionAttributeSource()));
            return (T) proxy.getProxy();
        }

        @Override
        public void close() {
            var pool = (HikariDataSource) dataSource;
            pool.close();
            if (pool.getCatalog() != null) {
                drop(pool.getCatalog());
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private TestDatabases() {}

    /** A fresh H2 and a fresh PostgreSQL. */
    public static Stream<TestDatabase> both() {
        return Stream.of(h2(), postgres());
    }

    /** A fresh H2 database in memory. */
    public static TestDatabase h2() {
        var config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";LOCK_TIMEOUT=30000");
        // The database lives as long as one connection to it is open.
        config.setMinimumIdle(1);
        config.setIdleTimeout(0);
        config.setMaxLifetime(0);
        var database = open("H2", config);
        migrate(database.dataSource());
        return database;
    }

    /** A fresh database in the JVM's PostgreSQL, a copy of one that was migrated once. */
    public static TestDatabase postgres() {
        return open("PostgreSQL", postgresConfig(created(Server.MIGRATED)));
    }

    /** An empty PostgreSQL database of somebody's own, migrated. */
    public static TestDatabase postgres(String url) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMinimumIdle(0);
        var database = open("PostgreSQL", config);
        migrate(database.dataSource());
        return database;
    }

    /** The URL of a fresh PostgreSQL database (user {@code postgres}, no password) without migrations, for a context. */
    public static String postgresUrl() {
        return Server.RUNNING.getJdbcUrl("postgres", created("template1"));
    }

    private static String created(String template) {
        var name = "bilik_" + UUID.randomUUID().toString().replace("-", "");
        try (var connection = Server.RUNNING.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name + " template " + template);
        } catch (SQLException e) {
            throw new IllegalStateException("No fresh PostgreSQL database", e);
        }
        return name;
    }

    /** Else the JVM would have to delete some fifty thousand files before it may end, and is killed over it. */
    private static void drop(String name) {
        try (var connection = Server.RUNNING.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("drop database if exists " + name + " with (force)");
        } catch (SQLException e) {
            throw new IllegalStateException("A PostgreSQL database stays behind", e);
        }
    }

    private static HikariConfig postgresConfig(String name) {
        var config = new HikariConfig();
        config.setJdbcUrl(Server.RUNNING.getJdbcUrl("postgres", name));
        config.setCatalog(name);
        config.setMinimumIdle(0);
        return config;
    }

    private static void migrate(DataSource dataSource) {
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    private static TestDatabase open(String name, HikariConfig config) {
        config.setMaximumPoolSize(32);
        config.setPoolName(name);
        var dataSource = new HikariDataSource(config);
        var transactionManager = new JdbcTransactionManager(dataSource);
        return new TestDatabase(
                name,
                dataSource,
                JdbcClient.create(dataSource),
                transactionManager,
                new TransactionTemplate(transactionManager));
    }

    private static final class Server {
        private static final EmbeddedPostgres RUNNING = start();
        private static final String MIGRATED = "bilik_migrated";

        static {
            // Before anybody copies it: a template must have no connection.
            try (var connection = RUNNING.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create database " + MIGRATED);
            } catch (SQLException e) {
                throw new IllegalStateException("No PostgreSQL database to copy", e);
            }
            migrate(RUNNING.getDatabase("postgres", MIGRATED));
        }

        private static EmbeddedPostgres start() {
            try {
                var server = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "300")
                        .setRegisterShutdownHook(false)
                        .start();
                // After the contexts have closed, which write until their end: else each of them waits for a
                // connection that nobody gives any more.
                SpringApplication.getShutdownHandlers().add(() -> {
                    try {
                        server.close();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
