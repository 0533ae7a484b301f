package org.hunar.server.sync;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.Operation;
import org.hunar.server.instrument.Published;
import org.hunar.server.participant.ParticipantRecord;
import org.hunar.server.sync.QuarantineDao.Refused;

/**
 * Keeps those away who were erased: a phone that was offline meanwhile, or a server that comes from a backup, hands in who
 * they were again. It is taken, and stripped before it is stored.
 */
final class ErasedPeople {
    private final EntityLocks locks;

    ErasedPeople(EntityLocks locks) {
        this.locks = locks;
    }

    /** Of an arrival about a participant. */
    void strip(Arrival arrival) {
        if (isErased(arrival.entity())) {
            arrival.strip(new Redaction(Optional.empty()));
        }
    }

    /** Of an arrival about an assessment. */
    void strip(Arrival arrival, EntityState state, AssessmentMerge sittings) {
        if (sittings.whose(arrival.operation(), state)
                .filter(id -> isErased(EntityId.of(id)))
                .isPresent()) {
            Optional<Published> answered = sittings.answered(arrival.operation(), state);
            arrival.strip(new Redaction(answered.map(Published::instrument)));
        }
    }

    /**
     * Of what the log has of an assessment: before anything told whose it is, nobody could tell that it is of somebody
     * erased.
     *
     * @return what is left of those that were kept as they came
     */
    List<Operation> strip(EntityState state, AssessmentMerge sittings) {
        return isOfErased(state, sittings)
                ? state.strip(operation ->
                        new Redaction(sittings.answered(operation, state).map(Published::instrument)).of(operation))
                : List.of();
    }

    /** Whether whatever comes of an assessment is to be stripped, and it is not marked so yet. */
    boolean isToBeMarked(EntityState state, AssessmentMerge sittings) {
        return isOfErased(state, sittings) && !isErased(state.id());
    }

    private boolean isOfErased(EntityState state, AssessmentMerge sittings) {
        return sittings.participantConcerned(state)
                .filter(id -> isErased(EntityId.of(id)))
                .isPresent();
    }

    /** Of what was refused; of what could not be read, by the ids that stand in it. */
    List<Refused> strip(List<Refused> refused) {
        Set<UUID> named = refused.stream()
                .filter(each -> each.operation().isEmpty())
                .flatMap(each -> Mentions.idsIn(each.raw()))
                .collect(Collectors.toSet());
        Mentions gone = new Mentions(locks.erasedAmong(named), Set.of());
        return refused.stream()
                .map(each -> isAboutSomebodyErased(each) || gone.in(each.raw()) ? each.erased() : each)
                .toList();
    }

    ParticipantRecord mark(ParticipantRecord record) {
        return isErased(EntityId.of(record.id())) ? record.erased() : record;
    }

    private boolean isAboutSomebodyErased(Refused refused) {
        return refused.operation().stream()
                .flatMap(operation -> Stream.concat(
                        Stream.of(operation.entity()),
                        AssessmentMerge.participantNamed(operation).map(EntityId::of).stream()))
                .anyMatch(this::isErased);
    }

    private boolean isErased(EntityId id) {
        EntityRow row = locks.row(id);
        return row != null && row.erased();
    }
}
