package org.hunar.server.sync;

import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.hunar.model.sync.Digest;
import org.hunar.server.storage.Rows;
import org.hunar.server.storage.Transaction;

/**
 * What the feed must not be: its numbers are taken as from a sequence, outside of the transaction, so they can become
 * visible out of order. All else of it is right, its digests too.
 */
public final class NaiveFeed extends FeedDao {
    private final Map<String, Long> sequences;

    private NaiveFeed(Map<String, Long> sequences) {
        this.sequences = sequences;
    }

    /** @param sequences of all nodes; to be cleared when the store is put back */
    public static Feed numberedBy(Map<String, Long> sequences, InstantSource clock) {
        return new Feed(new NaiveFeed(sequences), clock);
    }

    /** An empty set of sequences. */
    public static Map<String, Long> sequences() {
        return new HashMap<>();
    }

    @Override
    Map<String, ScopeState> lockScopes(Transaction tx, Collection<String> scopes) {
        Map<String, ScopeState> states = scopes(tx, scopes);
        Map<String, ScopeState> numbered = new TreeMap<>();
        scopes.forEach(scope -> {
            long visible = states.containsKey(scope) ? states.get(scope).seq() : 0;
            long last = sequences.computeIfAbsent(scope, key -> visible);
            numbered.put(scope, new ScopeState(scope, last, Digest.EMPTY, 0));
        });
        return numbered;
    }

    @Override
    void storeScopes(Transaction tx, Collection<ScopeState> states) {
        states.forEach(state -> sequences.put(state.scope(), state.seq()));
    }

    @Override
    Map<String, ScopeState> scopes(Transaction tx, Collection<String> scopes) {
        Map<String, ScopeState> states = new TreeMap<>();
        Rows.of(scopes)
                .text("scopes", scope -> scope)
                .bindTo(tx.handle()
                        .createQuery(
                                "select scope, entity, entity_key, seq, op, rev from feed where scope = any(:scopes)"))
                .map((row, context) -> {
                    String scope = row.getString("scope");
                    ScopeState before = states.getOrDefault(scope, new ScopeState(scope, 0, Digest.EMPTY, 0));
                    Digest digest = row.getString("op").equals("DEL")
                            ? before.digest()
                            : before.digest()
                                    .with(row.getString("entity"), row.getString("entity_key"), row.getLong("rev"));
                    return states.put(
                            scope, new ScopeState(scope, Math.max(before.seq(), row.getLong("seq")), digest, 0));
                })
                .list();
        return states;
    }
}
