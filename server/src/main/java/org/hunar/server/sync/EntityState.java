package org.hunar.server.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.hunar.model.sync.Decision;
import org.hunar.model.sync.Document;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.Fold;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.OperationKind;

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

    void add(Arrival arrival, Instant now) {
        Batch batch = arrival.batch();
        added.add(new LoggedOperation(
                LoggedOperation.UNPLACED,
                arrival.operation(),
                batch.installId(),
                batch.author(),
                now,
                batch.clockOffset(now),
                batch.enrolledAt(),
                arrival.hash(),
                arrival.isInReview()));
        document = null;
    }

    /** Puts what is left in the place of what the log had; returns those that were others. */
    List<Operation> strip(UnaryOperator<Operation> redaction) {
        List<Operation> stripped = new ArrayList<>();
        logged.replaceAll(each -> {
            if (each.isStripped()) {
                return each;
            }
            Operation left = redaction.apply(each.operation());
            stripped.add(left);
            document = null;
            return each.stripped(left);
        });
        return stripped;
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
        List<LoggedOperation> settled = logged.stream()
                .filter(LoggedOperation::isUnplaced)
                .map(each -> each.placed(programme, each.inReview()))
                .toList();
        logged.replaceAll(each -> each.isUnplaced() ? each.placed(programme, each.inReview()) : each);
        added.replaceAll(each -> each.placed(programme, each.inReview()));
        return settled;
    }

    /** The document of all operations but those in review that no manager has accepted. */
    Document document() {
        if (document == null) {
            Set<OperationId> accepted = accepted();
            List<Operation> known = new ArrayList<>();
            Set<OperationId> withoutEffect = new HashSet<>();
            for (LoggedOperation each : all()) {
                known.add(each.operation());
                if (!hasEffect(each, accepted)) {
                    withoutEffect.add(each.operation().id());
                }
            }
            document = Fold.fold(id, known, withoutEffect);
        }
        return document;
    }

    /**
     * Whether the document may be another than before: something new has effect, or tells what had been seen by something
     * that came before it, or something waited for its place.
     */
    boolean isChanged() {
        return added.stream().anyMatch(each -> !each.inReview() || isParent(each))
                || logged.stream().anyMatch(LoggedOperation::isUnplaced);
    }

    private boolean isParent(LoggedOperation one) {
        OperationId id = one.operation().id();
        return all().stream().anyMatch(each -> each.operation().parents().contains(id));
    }

    /** Whether anything of it has effect. */
    boolean hasDocument() {
        Set<OperationId> accepted = accepted();
        return all().stream().anyMatch(each -> hasEffect(each, accepted));
    }

    /** When anything that has effect first came; only if something has. */
    Instant firstReceived() {
        Set<OperationId> accepted = accepted();
        return all().stream()
                .filter(each -> hasEffect(each, accepted))
                .map(LoggedOperation::receivedAt)
                .min(Instant::compareTo)
                .orElseThrow();
    }

    /** Who captured it, and when: of the puts the first by key. A void or a review that its clock puts earlier is none. */
    Optional<LoggedOperation> first() {
        Set<OperationId> accepted = accepted();
        return all().stream()
                .filter(each -> hasEffect(each, accepted))
                .min(Comparator.comparing(
                                (LoggedOperation each) -> each.operation().kind() != OperationKind.PUT)
                        .thenComparing(LoggedOperation::operation, Operation.BY_KEY));
    }

    /** Of what a kind of case is about, those operations that a manager has decided. */
    Set<OperationId> settled(CaseKind kind) {
        return Decision.settled(kind.name(), judged());
    }

    /** Code of its programme, once that is known. */
    Optional<String> programme() {
        return all().stream()
                .filter(each -> !each.isUnplaced())
                .map(LoggedOperation::programme)
                .findFirst();
    }

    /** Operations that wait for a manager to accept or reject them. */
    List<LoggedOperation> inReview() {
        Set<OperationId> settled = settled(CaseKind.AUTHORITY_REVIEW);
        return all().stream()
                .filter(each ->
                        each.inReview() && !settled.contains(each.operation().id()))
                .toList();
    }

    /** Everything that is known of it, in no order. */
    List<LoggedOperation> all() {
        List<LoggedOperation> all = new ArrayList<>(logged);
        all.addAll(added);
        return all;
    }

    /** Whether the operation counts in the document. */
    boolean hasEffect(LoggedOperation each) {
        return hasEffect(each, accepted());
    }

    private static boolean hasEffect(LoggedOperation each, Set<OperationId> accepted) {
        return !each.inReview() || accepted.contains(each.operation().id());
    }

    /** Those in review that a manager has accepted: his decision is an operation too, so only the set counts. */
    private Set<OperationId> accepted() {
        return Decision.accepted(CaseKind.AUTHORITY_REVIEW.name(), judged());
    }

    private List<Operation> judged() {
        return all().stream()
                .filter(each -> !each.inReview())
                .map(LoggedOperation::operation)
                .toList();
    }
}
