package org.hunar.server.testing;

import org.hunar.server.storage.Transaction;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;

/** Counts the SQL statements of some work: costs are counted, not timed. */
public final class StatementCounter implements SqlLogger {
    private int count;

    private StatementCounter() {}

    /** How many statements the work sends to the database in this transaction. */
    public static int count(Transaction tx, Runnable work) {
        SqlStatements statements = tx.handle().getConfig(SqlStatements.class);
        SqlLogger usual = statements.getSqlLogger();
        StatementCounter counter = new StatementCounter();
        statements.setSqlLogger(counter);
        try {
            work.run();
        } finally {
            statements.setSqlLogger(usual);
        }
        return counter.count;
    }

    @Override
    public void logBeforeExecution(StatementContext context) {
        count++;
    }
}
