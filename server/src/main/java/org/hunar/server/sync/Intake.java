package org.hunar.server.sync;

import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.PushResult;
import org.hunar.model.sync.PushStatus;
import org.hunar.server.assessment.AssessmentListener;
import org.hunar.server.assessment.Assessments;
import org.hunar.server.auth.Users;
import org.hunar.server.blob.Blobs;
import org.hunar.server.instrument.Instruments;
import org.hunar.server.participant.Participants;
import org.hunar.server.programme.Programmes;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;

/**
 * Takes what was captured: one transaction a batch, one result an operation. When it returns, everything that was not
 * answered RETRY is on disk. A batch that comes again gets the same results and changes nothing.
 */
public final class Intake {
    private final Database database;
    private final Stores stores;
    private final InstantSource clock;

    Intake(Database database, Stores stores, InstantSource clock) {
        this.database = database;
        this.stores = stores;
        this.clock = clock;
    }

    /** What an intake reads and writes. */
    record Stores(
            Users users,
            Programmes programmes,
            Instruments instruments,
            Participants participants,
            Assessments assessments,
            Blobs blobs,
            AssessmentListener listener,
            PeopleListener people,
            CaseListener cases,
            Feed feed,
            OperationDao operations,
            LaneDao lanes,
            QuarantineDao quarantine) {}

    /** Takes a batch in a transaction of its own; it is on disk when this returns. */
    public Receipt take(Batch batch) {
        return take(List.of(batch)).get(0);
    }

    /**
     * Takes batches in one transaction; all of them are on disk when this returns.
     *
     * @param batches from as many installs, none of which is about what another is about
     * @return a receipt each
     */
    List<Receipt> take(List<Batch> batches) {
        return database.inTransaction(tx -> {
            long epoch = stores.feed().epoch(tx);
            return new IntakeTransaction(tx, batches, clock.instant(), stores)
                    .run().stream().map(results -> new Receipt(epoch, results)).toList();
        });
    }

    /** As they come from phones: those that come at the same time are taken together where they can be. */
    PushGroups groups() {
        return new PushGroups(this::take);
    }

    /**
     * What is answered to a batch.
     *
     * @param epoch of the feed
     * @param results in the order of what came
     */
    public record Receipt(long epoch, List<PushResult> results) {}

    /**
     * What became of operations that this author handed in earlier: as it was answered then, and of those that were held,
     * as they stand now. Somebody else's operation is as good as unknown: its id alone shall not tell what became of it.
     */
    Map<OperationId, PushResult> recall(String author, Collection<OperationId> ids) {
        return database.inSnapshot(tx -> {
            List<KnownOperation> own = stores.operations().known(tx, ids).values().stream()
                    .filter(operation -> operation.author().equals(author))
                    .toList();
            Map<OperationId, PushResult> results = new HashMap<>();
            own.forEach(operation -> results.put(operation.id(), operation.result()));
            List<KnownOperation> held = own.stream()
                    .filter(operation -> operation.result().status() == PushStatus.HELD)
                    .toList();
            if (!held.isEmpty()) {
                Released released = new Released(tx, stores, held);
                held.forEach(operation -> results.put(operation.id(), released.now(operation)));
            }
            return results;
        });
    }

    /** Whether who somebody was is not to be kept, also of one of whom nothing has come yet. */
    public boolean isErased(Transaction tx, ParticipantId id) {
        return stores.operations().entities(tx, List.of(EntityId.of(id))).values().stream()
                .anyMatch(EntityRow::erased);
    }

    /**
     * The operations on which is laid what somebody made who had seen an older revision of a document.
     *
     * @param rev of the document that was seen
     */
    public List<OperationId> headsAt(Transaction tx, EntityId entity, long rev) {
        Map<OperationId, Operation> seen = new TreeMap<>();
        stores.operations().ofEntities(tx, List.of(entity)).stream()
                .map(LoggedOperation::operation)
                .filter(operation -> operation.entity().equals(entity))
                .forEach(operation -> seen.put(operation.id(), operation));
        Map<OperationId, KnownOperation> known = stores.operations().known(tx, seen.keySet());
        seen.keySet()
                .removeIf(id ->
                        known.get(id).result().rev().filter(at -> at <= rev).isEmpty());
        Set<OperationId> heads = new TreeSet<>(seen.keySet());
        seen.values().forEach(operation -> heads.removeAll(operation.parents()));
        return List.copyOf(heads);
    }

    /** Takes a batch within a transaction that does more; to be called last in it. */
    public List<PushResult> take(Transaction tx, Batch batch) {
        return new IntakeTransaction(tx, List.of(batch), clock.instant(), stores)
                .run()
                .get(0);
    }
}
