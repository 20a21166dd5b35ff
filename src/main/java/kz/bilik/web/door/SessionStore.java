package kz.bilik.web.door;

import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Sessions lie in the database: known to every node, still there after a restart, ended for all by deleting a row. The
 * library deletes those that are past, once a minute.
 */
@Configuration(proxyBeanMethods = false)
@EnableSpringHttpSession
class SessionStore {

    @Bean
    @DependsOnDatabaseInitialization
    JdbcIndexedSessionRepository keptSessions(DataSource database, ServerProperties server) {
        // One statement is one transaction: begin and commit would cost another way to the database with each request.
        var kept = new JdbcIndexedSessionRepository(
                new JdbcTemplate(database), TransactionOperations.withoutTransaction());
        kept.setTableName("web_session");
        kept.setDefaultMaxInactiveInterval(server.getServlet().getSession().getTimeout());
        return kept;
    }

    @Bean
    @Primary
    SessionRepository<? extends Session> sessions(JdbcIndexedSessionRepository kept) {
        return sparing(kept);
    }

    private static <S extends Session> SessionRepository<? extends Session> sparing(SessionRepository<S> kept) {
        return new SparingSessions<>(kept);
    }
}
