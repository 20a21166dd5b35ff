package kz.bilik.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/** As {@link ProcedureTest}, on a real PostgreSQL. */
@Tag("engine")
@Tag("database")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            // Scenes deliver when they want it: Stage.deliver.
            "bilik.labour-market.reports.every=3650d",
            "bilik.migration.every=3650d",
            "camunda.bpm.job-execution.enabled=false",
            "spring.datasource.hikari.maximum-pool-size=40",
            "spring.datasource.hikari.connection-timeout=10000"
        })
@ContextConfiguration(initializers = {ProcedureOnPostgres.FreshDatabase.class, TestBank.Connected.class})
@Import({Stage.class, Story.class, IndexOf2027.class})
public @interface ProcedureOnPostgres {

    /** Points the context at a database of its own. */
    class FreshDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of(
                            "spring.datasource.url=" + TestDatabases.postgresUrl(),
                            "spring.datasource.username=postgres",
                            "spring.datasource.password=postgres")
                    .applyTo(context);
        }
    }
}
