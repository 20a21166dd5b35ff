package kz.bilik.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import kz.bilik.Bilik;
import org.junit.jupiter.api.Tag;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole product with the demo's data on H2 in memory, on a random port; the Labour Market AIS is {@link
 * LabourMarketAis}, the bank {@link TestBank}. Jobs run when {@link Stage} steps to their
 * time, never by themselves. All classes with this annotation share one context.
 */
@Tag("engine")
@Tag("database")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(
        // Named, because beside a test there may be a smaller application that it must not find first.
        classes = Bilik.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=jdbc:h2:mem:procedure;LOCK_TIMEOUT=30000;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE",
            // Scenes deliver when they want it: Stage.deliver.
            "bilik.labour-market.reports.every=3650d",
            // Cases are moved when a test says so.
            "bilik.migration.every=3650d",
            "camunda.bpm.job-execution.enabled=false"
        })
@ContextConfiguration(initializers = {LabourMarketAis.Connected.class, TestBank.Connected.class})
@Import({Stage.class, Story.class, IndexOf2027.class, ConnectionsHeld.class})
public @interface ProcedureTest {}
