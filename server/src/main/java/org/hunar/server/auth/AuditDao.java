package org.hunar.server.auth;

import org.hunar.server.storage.Transaction;

/** The table {@code audit}, to which rows are only added. */
final class AuditDao {
    void insert(Transaction tx, Audit.Entry entry) {
        tx.handle()
                .createUpdate("""
                        insert into audit (at, who, what, subject, outcome)
                        values (:at, :who, :what, :subject, :outcome)
                        """)
                .bind("at", entry.at())
                .bind("who", entry.who())
                .bind("what", entry.what())
                .bind("subject", entry.subject())
                .bind("outcome", entry.outcome().name())
                .execute();
    }
}
