package org.hunar.server.device;

import java.time.Instant;
import org.hunar.server.storage.Transaction;

/** The table {@code used_nonces}: one row for each token that a device got lately. */
final class NonceDao {
    /** @return whether nobody, on any node, has used it before */
    boolean use(Transaction tx, String nonce, Instant goodUntil) {
        return tx.handle()
                        .createUpdate("""
                                insert into used_nonces (nonce, good_until)
                                values (:nonce, :until)
                                    on conflict do nothing
                                """)
                        .bind("nonce", nonce)
                        .bind("until", goodUntil)
                        .execute()
                == 1;
    }

    /** Forgets those that are refused for their age. */
    void forget(Transaction tx, Instant now) {
        tx.handle()
                .createUpdate("delete from used_nonces where good_until < :now")
                .bind("now", now)
                .execute();
    }
}
