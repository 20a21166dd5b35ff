package kz.bilik.process.engine;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import kz.bilik.calendar.LegalClock;
import kz.bilik.officer.OfficerAccounts;
import kz.bilik.process.rights.AccountPolicy;
import kz.bilik.process.rights.Leaving;
import kz.bilik.process.rights.PasswordHash;
import kz.bilik.process.rights.TaskRights;
import kz.bilik.process.rights.TaskVisibility;
import kz.bilik.process.task.TasksByForm;
import kz.bilik.process.task.UserTaskListeners;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** How the engine is set up. Nothing here takes a module as a parameter: the engine starts before the modules. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    /**
     * For every step and timer whose diagram has no rhythm of its own; told in docs/operations.md. Growing, so that a system
     * that comes back is not run over.
     */
    private static final String RHYTHM = "PT10S,PT1M,PT10M,PT1H,PT6H";

    /** The first attempt and one after each pause. */
    static final int ATTEMPTS = RHYTHM.split(",").length + 1;

    /**
     * What nobody here needs and what would let a caller bring code or read files: set here, so that no setting of an
     * installation opens it again. docs/security.md says what each stands against.
     */
    private static void close(ProcessEngineConfigurationImpl engine) {
        engine.setEnableExpressionsInAdhocQueries(false);
        engine.setJavaSerializationFormatEnabled(false);
        engine.setDeserializationTypeValidationEnabled(true);
        engine.setEnableXxeProcessing(false);
        engine.setEnableScriptEngineLoadExternalResources(false);
        engine.setEnableScriptEngineNashornCompatibility(false);
    }

    @Bean
    @DependsOnDatabaseInitialization
    ProcessEnginePlugin enginePlugin(
            DataSource database,
            LegalClock clock,
            ObjectProvider<DemoClock> demoClock,
            PasswordHash passwordHash,
            BeanFactory beans,
            PlatformTransactionManager transactions,
            Clock wallClock,
            ApplicationEventPublisher events) {
        return new AbstractProcessEnginePlugin() {

            @Override
            public void preInit(ProcessEngineConfigurationImpl engine) {
                demoClock.ifAvailable(DemoClock::restore);
                ClockUtil.offset(clock.offset().toMillis());

                engine.setCustomHistoryLevels(List.of(new CaseHistory()));
                engine.setHistory(CaseHistory.NAME);
                // The default strategy writes a removal time into every history table at the end of each case: a third
                // of its time in the database. Clean-up by end time gives the same retention without those updates.
                engine.setHistoryCleanupStrategy("endTimeBased");
                engine.setHistoryRemovalTimeStrategy("none");
                engine.setDmnEngineConfiguration(PlainCells.configuration());
                // A reminder asks the working calendar for the next date each time it fires.
                engine.setReevaluateTimeCycleWhenDue(true);
                engine.setFailedJobRetryTimeCycle(RHYTHM);
                // A refused completion is no failure of the product: its caller is told, and whoever calls the engine
                // for something else logs what went wrong. Failed jobs are still logged.
                engine.setEnableCmdExceptionLogging(false);
                engine.setDefaultUserPermissionForTask(Permissions.TASK_WORK);
                engine.setResourceAuthorizationProvider(new TaskRights());
                engine.setIdentityProviderSessionFactory(Leaving.factory(JdbcClient.create(database), events));
                engine.setPasswordEncryptor(passwordHash);
                engine.setPasswordPolicy(new AccountPolicy());
                engine.setEnablePasswordPolicy(true);
                // The engine would lock an account for ever after ten wrong passwords from anywhere: the door delays
                // instead.
                engine.setLoginMaxAttempts(Integer.MAX_VALUE);
                engine.setLoginDelayBase(0);
                engine.setCustomSessionFactories(Stream.concat(
                                Stream.of(TaskVisibility.factory(), TasksOfGroups.factory()),
                                KeptDeployments.factories(events).stream())
                        .toList());
                engine.setGroupResourceWhitelistPattern("[a-zA-Z0-9._-]+");
                engine.setUserResourceWhitelistPattern(OfficerAccounts.LETTER + "+");
                engine.setEnableHistoricInstancePermissions(true);
                engine.setBpmnParseFactory(new SchemasAnywhere.Diagrams());
                var listeners = new UserTaskListeners(beans, events);
                engine.getCustomPostBPMNParseListeners().add(listeners);
                engine.setTaskService(new TasksByForm(listeners));
                // Counts of the engine's own work, a row for each task and some each quarter of an hour, for ever:
                // nobody
                // asks for them here, and what the product counts is at /actuator/metrics.
                engine.setTaskMetricsEnabled(false);
                engine.setDbMetricsReporterActivate(false);
                engine.setHistoryCleanupMetricsEnabled(false);
                close(engine);
            }

            @Override
            public void postProcessEngineBuild(ProcessEngine engine) {
                Flyway.configure()
                        .dataSource(database)
                        .locations("classpath:db/engine")
                        .table("flyway_engine_history")
                        .baselineOnMigrate(true)
                        .baselineVersion("0")
                        .load()
                        .migrate();
                new Deployment(JdbcClient.create(database), transactions, wallClock)
                        .deploy(engine.getRepositoryService(), ProductFile.all());
            }
        };
    }
}
