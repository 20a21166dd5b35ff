package kz.bilik.support;

import java.lang.StackWalker.StackFrame;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Notices who takes a second connection while it holds one, without a transaction: a reader who looks something up for each
 * row that it reads. As many such readers at once as there are connections, and each waits for all the others.
 */
@TestComponent
public class ConnectionsHeld implements BeanPostProcessor {

    private static final ThreadLocal<Integer> HELD = ThreadLocal.withInitial(() -> 0);

    private final Set<String> second = new ConcurrentSkipListSet<>();

    /** Begins anew: what the start of the product does, nobody waits for. */
    public void forget() {
        second.clear();
    }

    /** Where a second one was taken, by our own calls. */
    public Set<String> second() {
        return Set.copyOf(second);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource dataSource && !(bean instanceof Counted) ? new Counted(dataSource) : bean;
    }

    private final class Counted extends DelegatingDataSource {

        private Counted(DataSource counted) {
            super(counted);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (HELD.get() > 0 && !TransactionSynchronizationManager.isActualTransactionActive()) {
                second.add(StackWalker.getInstance().walk(frames -> frames.filter(
                                frame -> frame.getClassName().startsWith("kz.bilik.")
                                        && !frame.getClassName().startsWith(ConnectionsHeld.class.getName()))
                        .limit(6)
                        .map(StackFrame::toString)
                        .collect(Collectors.joining(" < "))));
            }
            var connection = super.getConnection();
            HELD.set(HELD.get() + 1);
            return (Connection) Proxy.newProxyInstance(
                    ConnectionsHeld.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, given) -> {
                        if (method.getName().equals("close") && !connection.isClosed()) {
                            HELD.set(HELD.get() - 1);
                        }
                        try {
                            return method.invoke(connection, given);
                        } catch (InvocationTargetException thrown) {
                            throw thrown.getCause();
                        }
                    });
        }
    }
}
