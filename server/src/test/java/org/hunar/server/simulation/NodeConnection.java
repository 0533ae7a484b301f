package org.hunar.server.simulation;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;

/** The one connection of a node: kept open, and stopping at each point at which a real node might be interrupted. */
final class NodeConnection implements InvocationHandler {
    /** H2's sign for it when it prints a transaction. */
    private static final String ROLLED_BACK_IN_PART = "<";

    /**
     * The word by which a key comes to hold. On PostgreSQL whoever scores by it waits from then on, and on H2 a server
     * lets only one transaction write at a time; here, where several nodes share one H2, nobody goes first.
     */
    private static final String KEY_HOLDS = "update instruments";

    /** A point in a transaction. */
    enum Moment {
        /** Before a statement. */
        STATEMENT,
        /** All is written, nothing is kept. */
        BEFORE_COMMIT,
        /** All is kept, nobody knows. */
        AFTER_COMMIT
    }

    /**
     * Is called at each moment of a transaction, and may throw: then the node has crashed there. Where others may not
     * wait for this transaction none may go first.
     */
    @FunctionalInterface
    interface Hook {
        void at(Moment moment, boolean readOnly, boolean othersMayWait);
    }

    /** When a commit takes place. */
    enum Commits {
        /** When it is asked for. */
        AT_ONCE,
        /** When the node is told to: what a server must not do that has already answered. */
        LATER
    }

    private final Connection real;
    private final Wiring wiring;
    private final Connection proxy;
    private Hook hook = (moment, readOnly, othersMayWait) -> {};
    private boolean readOnly;
    private boolean owing;
    private boolean alone;

    NodeConnection(Connection real, Wiring wiring) {
        this.real = real;
        this.wiring = wiring;
        this.proxy = (Connection)
                Proxy.newProxyInstance(Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, this);
    }

    Connection connection() {
        return proxy;
    }

    void hook(Hook newHook) {
        hook = newHook;
    }

    /**
     * Keeps or forgets what a late commit owes; it is kept at the latest when the next transaction begins.
     *
     * @return whether anything was owed
     */
    boolean settle(boolean keep) throws SQLException {
        boolean owed = owing;
        if (owed) {
            owing = false;
            if (keep) {
                real.commit();
            } else {
                real.rollback();
            }
            real.setAutoCommit(true);
        }
        return owed;
    }

    @Override
    public Object invoke(Object self, Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "close":
                return null;
            case "commit":
                commit();
                return null;
            case "setReadOnly":
                readOnly = (Boolean) arguments[0];
                break;
            case "setAutoCommit":
                if (owing && (Boolean) arguments[0]) {
                    return null;
                }
                settle(true);
                alone = false;
                break;
            case "getAutoCommit":
                if (owing) {
                    return true;
                }
                break;
            case "prepareStatement":
                if (!real.getAutoCommit()) {
                    hook.at(Moment.STATEMENT, readOnly, othersMayWait());
                }
                alone |= ((String) arguments[0]).contains(KEY_HOLDS);
                arguments[0] = wiring.sql((String) arguments[0]);
                break;
            default:
        }
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void commit() throws SQLException {
        hook.at(Moment.BEFORE_COMMIT, readOnly, othersMayWait());
        if (wiring.commits() == Commits.LATER && !readOnly) {
            owing = true;
        } else {
            real.commit();
            hook.at(Moment.AFTER_COMMIT, readOnly, true);
        }
    }

    private boolean othersMayWait() throws SQLException {
        return !alone && !hasTakenBack();
    }

    /**
     * Whoever meets a row of an H2 transaction that has taken back one of its own statements, a duplicate for instance,
     * asks for it again and again, whatever the lock timeout: for ever, when both are run by one thread.
     */
    private boolean hasTakenBack() throws SQLException {
        return real.isWrapperFor(JdbcConnection.class)
                && ((SessionLocal) real.unwrap(JdbcConnection.class).getSession())
                        .getTransaction()
                        .toString()
                        .contains(ROLLED_BACK_IN_PART);
    }
}
