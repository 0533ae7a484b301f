package org.hunar.server.sync;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hunar.model.participant.ParticipantId;
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

    /** Assessments that are found here to be of somebody erased, beside those that were known to be. */
    private final Set<EntityId> found = new TreeSet<>();

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
        if (isOfErased(sittings.whose(arrival.operation(), state), state)) {
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

    /** Finds those of which whatever comes is to be stripped, and that are not marked so yet. */
    Set<EntityId> find(Collection<EntityState> assessments, AssessmentMerge sittings) {
        for (EntityState state : assessments) {
            if (isOfErased(state, sittings) && !isErased(state.id())) {
                found.add(state.id());
            }
        }
        return found;
    }

    private boolean isOfErased(EntityState state, AssessmentMerge sittings) {
        return isOfErased(sittings.participantConcerned(state), state);
    }

    /** Where nothing in the log says whose it is, something that was refused has said it: so the assessment is marked. */
    private boolean isOfErased(Optional<ParticipantId> whose, EntityState state) {
        return isErased(whose.map(EntityId::of).orElse(state.id()));
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
        return row != null && row.erased() || found.contains(id);
    }
}
