package org.hunar.server.sync;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.Digest;
import org.hunar.model.sync.FeedItem;
import org.hunar.server.programme.ProgrammeListener;
import org.hunar.server.storage.Transaction;
import org.hunar.server.sync.FeedDao.Place;

/**
 * The compacted feed of each scope: one row an entity, moved to the head by every change. Its only writer.
 *
 * <p>Numbers come from a counter row a scope, taken in the transaction of the change and as late in it as can be: a
 * number given before the commit by a sequence or a clock becomes visible out of order, and a reader that has gone
 * past it never sees that change.
 */
public final class Feed implements ProgrammeListener {
    private final FeedDao dao;
    private final InstantSource clock;

    /** @param clock tells when an entity left a scope */
    public Feed(InstantSource clock) {
        this(new FeedDao(), clock);
    }

    Feed(FeedDao dao, InstantSource clock) {
        this.dao = dao;
        this.clock = clock;
    }

    /** Reads what this writes. @param sources as in {@link FeedReader} */
    FeedReader reader(Map<String, DocumentSource> sources) {
        return new FeedReader(dao, sources);
    }

    /** Programme, skill and instrument are for all who are in the programme; a cohort is for its own people. */
    @Override
    public void changed(Transaction tx, Change change) {
        String scope =
                change.entity().equals("cohort") ? Scope.of(new CohortId(change.id())) : Scope.of(change.programme());
        publish(tx, List.of(FeedChange.put(scope, change.entity(), change.id(), change.rev(), change.doc())));
    }

    /** Rises when the store was restored from a backup. */
    long epoch(Transaction tx) {
        return dao.epoch(tx);
    }

    /** Rises with every change of the cohorts, rosters and assessments of a programme; far cheaper than reading them. */
    public long moved(Transaction tx, ProgrammeId programme) {
        return dao.moved(tx, programme);
    }

    /**
     * Writes the changes down and numbers them, densely and in the order given. To be called last in a transaction: it
     * holds the scopes' counters until the commit.
     *
     * @param changes at most one for an entity and scope
     * @return the place that each change got
     */
    Map<FeedChange, Long> publish(Transaction tx, Collection<FeedChange> changes) {
        if (changes.isEmpty()) {
            return Map.of();
        }
        Map<String, List<FeedChange>> byScope = new TreeMap<>();
        changes.forEach(change -> byScope.computeIfAbsent(change.scope(), scope -> new ArrayList<>())
                .add(change));
        Map<String, ScopeState> states = dao.lockScopes(tx, byScope.keySet());
        Map<Place, Long> replaced = dao.replaced(tx, changes);

        Map<FeedChange, Long> numbers = new LinkedHashMap<>();
        List<FeedRow> rows = new ArrayList<>();
        List<ScopeState> moved = new ArrayList<>();
        byScope.forEach((scope, changesOfScope) -> {
            ScopeState state = states.get(scope);
            for (FeedChange change : changesOfScope) {
                Optional<Long> before = Optional.ofNullable(replaced.get(Place.of(change)));
                state = state.next(digest(state.digest(), before, change));
                numbers.put(change, state.seq());
                rows.add(row(change, state.seq()));
            }
            moved.add(state);
        });
        dao.store(tx, rows);
        dao.storeScopes(tx, moved);
        return numbers;
    }

    /** @param before revision in whose place the change comes */
    private static Digest digest(Digest digest, Optional<Long> before, FeedChange change) {
        Digest without = before.map(rev -> digest.without(change.entity(), change.key(), rev))
                .orElse(digest);
        return change.op() == FeedItem.Op.DEL ? without : without.with(change.entity(), change.key(), change.rev());
    }

    private FeedRow row(FeedChange change, long seq) {
        return new FeedRow(
                change.scope(),
                change.entity(),
                change.key(),
                seq,
                change.op(),
                change.rev(),
                change.reason(),
                change.into(),
                change.doc(),
                change.op() == FeedItem.Op.DEL ? Optional.of(clock.instant()) : Optional.empty());
    }
}
