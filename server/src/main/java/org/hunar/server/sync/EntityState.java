package org.hunar.server.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.hunar.model.sync.Document;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.Fold;
import org.hunar.model.sync.Operation;

/** One entity in a push: what the log had of it, what came, and the document of both. */
final class EntityState {
    private final EntityId id;
    private final long revBefore;
    private final List<LoggedOperation> logged = new ArrayList<>();
    private final List<LoggedOperation> added = new ArrayList<>();
    private Document document;

    EntityState(EntityId id, long revBefore) {
        this.id = id;
        this.revBefore = revBefore;
    }

    EntityId id() {
        return id;
    }

    /** Revision that the document has after this push. */
    long rev() {
        return revBefore + 1;
    }

    void had(LoggedOperation operation) {
        logged.add(operation);
    }

    List<LoggedOperation> logged() {
        return logged;
    }

    List<LoggedOperation> added() {
        return added;
    }

    /** Whether nothing at all is known of the entity yet. */
    boolean isNew() {
        return logged.isEmpty() && added.isEmpty();
    }

    void add(Arrival arrival, Batch batch, Instant now) {
        added.add(new LoggedOperation(
                LoggedOperation.UNPLACED,
                arrival.operation(),
                batch.installId(),
                batch.author(),
                now,
                arrival.hash(),
                arrival.isInReview()));
        document = null;
    }

    /** Judges what came before anybody could tell whose it is. */
    void judgeUnplaced(Predicate<LoggedOperation> needsReview) {
        logged.replaceAll(each -> {
            boolean toReview = each.isUnplaced() && !each.inReview() && needsReview.test(each);
            if (toReview) {
                document = null;
            }
            return toReview ? each.placed(LoggedOperation.UNPLACED, true) : each;
        });
    }

    /**
     * Settles to which programme the operations belong.
     *
     * @return those of the log that did not know it before
     */
    List<LoggedOperation> place(String programme) {
        List<LoggedOperation> settled = new ArrayList<>();
        for (LoggedOperation each : logged) {
            if (each.isUnplaced()) {
                settled.add(each.placed(programme, each.inReview()));
            }
        }
        added.replaceAll(each -> each.placed(programme, each.inReview()));
        return settled;
    }

    /** The document of all operations but those in review. */
    Document document() {
        if (document == null) {
            document = Fold.fold(id, effective());
        }
        return document;
    }

    /** Whether the document may be another than before: something new has effect, or something waited for its place. */
    boolean isChanged() {
        return added.stream().anyMatch(each -> !each.inReview())
                || logged.stream().anyMatch(LoggedOperation::isUnplaced);
    }

    /** Whether anything of it has effect. */
    boolean hasDocument() {
        return !effective().isEmpty();
    }

    /** The operation that comes first by key: who captured it, and when. */
    Optional<LoggedOperation> first() {
        return all().stream()
                .filter(each -> !each.inReview())
                .min((one, other) -> Operation.BY_KEY.compare(one.operation(), other.operation()));
    }

    private List<Operation> effective() {
        return all().stream()
                .filter(each -> !each.inReview())
                .map(LoggedOperation::operation)
                .toList();
    }

    private List<LoggedOperation> all() {
        List<LoggedOperation> all = new ArrayList<>(logged);
        all.addAll(added);
        return all;
    }
}
