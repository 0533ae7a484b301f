package org.hunar.server.testing;

import io.dropwizard.testing.ConfigOverride;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.tomcat.jdbc.pool.ConnectionPool;
import org.apache.tomcat.jdbc.pool.JdbcInterceptor;
import org.apache.tomcat.jdbc.pool.PooledConnection;

/**
 * Counts what a {@link TestServer} sends to its database, at the connections of its pool: each execution of a statement
 * and each row of a JDBC batch.
 *
 * <pre>{@code
 * try (TestServer server = TestServer.start(kind, SqlMeter.SETTING)) {
 *     int statements = SqlMeter.count(() -> server.post(…));
 * }</pre>
 */
public final class SqlMeter extends JdbcInterceptor {
    /** Puts the meter into a server. */
    public static final ConfigOverride SETTING =
            ConfigOverride.config("database.jdbcInterceptors", SqlMeter.class.getName());

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** How many statements all metered servers send while the work is done, but for what their chores do meanwhile. */
    public static int count(Runnable work) {
        int before = COUNT.get();
        work.run();
        return COUNT.get() - before;
    }

    @Override
    public void reset(ConnectionPool pool, PooledConnection connection) {
        // nothing is kept of a connection
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        Object result = super.invoke(proxy, method, arguments);
        return result instanceof Statement statement ? metered(statement, method.getReturnType()) : result;
    }

    /** @param type the kind of statement that was asked for */
    private static Object metered(Statement statement, Class<?> type) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            boolean sends =
                    method.getName().startsWith("execute") || method.getName().equals("addBatch");
            if (sends && !isChore(Thread.currentThread())) {
                COUNT.incrementAndGet();
            }
            try {
                return method.invoke(statement, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }

    /** The audit is linked and webhooks are sent every few seconds, whatever else goes on. */
    private static boolean isChore(Thread thread) {
        return thread.getName().startsWith("audit") || thread.getName().startsWith("webhooks");
    }
}
