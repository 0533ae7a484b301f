package org.hunar.server.sync;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.sync.Document;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.Merged;
import org.hunar.model.sync.OperationId;

/**
 * Who goes on for whom. A chain of merges leads to its end; of a circle, which two managers can make who do not know of
 * each other, the merge that was made last does not hold. So it follows from the set of merges, in whatever order they
 * came.
 */
final class Survivors {
    private final Map<ParticipantId, ParticipantId> survivors = new HashMap<>();
    private final Map<ParticipantId, OperationId> holding = new HashMap<>();

    /** @param rows of participants, as they are stored */
    Survivors(Iterable<EntityRow> rows) {
        for (EntityRow row : rows) {
            ParticipantId id = new ParticipantId(row.id().id());
            survivors.put(id, row.survivor().orElse(id));
            row.mergedBy().ifPresent(operation -> holding.put(id, operation));
        }
    }

    /**
     * Settles anew who goes on for whom.
     *
     * @param people all whose merges hang together, with their documents
     */
    void settle(Map<ParticipantId, Document> people) {
        Map<ParticipantId, Merged> merges = new TreeMap<>();
        people.forEach((id, document) -> document.merged().ifPresent(merged -> merges.put(id, merged)));
        circles(merges).forEach(circle -> merges.remove(last(circle, merges)));
        for (ParticipantId id : people.keySet()) {
            ParticipantId end = id;
            while (merges.containsKey(end)) {
                end = into(merges, end);
            }
            survivors.put(id, end);
            holding.remove(id);
            Optional.ofNullable(merges.get(id)).ifPresent(merged -> holding.put(id, merged.operation()));
        }
    }

    /** Who goes on for a participant: mostly the participant himself. */
    ParticipantId of(ParticipantId id) {
        return survivors.getOrDefault(id, id);
    }

    /** As {@link #of}, or the other one if nothing is known of the participant here. */
    ParticipantId of(ParticipantId id, ParticipantId otherwise) {
        return survivors.getOrDefault(id, otherwise);
    }

    /** The merge by which somebody else goes on for the participant. */
    Optional<OperationId> mergedBy(ParticipantId id) {
        return Optional.ofNullable(holding.get(id));
    }

    /** What is to be stored of a participant. */
    EntityRow row(EntityId entity, String programme, long rev) {
        ParticipantId id = new ParticipantId(entity.id());
        Optional<ParticipantId> survivor = Optional.of(of(id)).filter(other -> !other.equals(id));
        return EntityRow.of(entity, programme, rev, survivor, mergedBy(id));
    }

    private static List<Set<ParticipantId>> circles(Map<ParticipantId, Merged> merges) {
        Set<ParticipantId> seen = new HashSet<>();
        return merges.keySet().stream()
                .filter(id -> !seen.contains(id))
                .map(id -> circleFrom(id, merges, seen))
                .filter(circle -> !circle.isEmpty())
                .collect(Collectors.toList());
    }

    /** The circle that the way from somebody ends in; empty when it ends, or was gone before. */
    private static Set<ParticipantId> circleFrom(
            ParticipantId start, Map<ParticipantId, Merged> merges, Set<ParticipantId> seen) {
        Set<ParticipantId> way = new HashSet<>();
        ParticipantId at = start;
        while (merges.containsKey(at) && seen.add(at)) {
            way.add(at);
            at = into(merges, at);
        }
        Set<ParticipantId> circle = new HashSet<>();
        while (way.contains(at) && circle.add(at)) {
            at = into(merges, at);
        }
        return circle;
    }

    private static ParticipantId last(Set<ParticipantId> circle, Map<ParticipantId, Merged> merges) {
        return circle.stream()
                .max((one, other) -> Merged.BY_KEY.compare(merges.get(one), merges.get(other)))
                .orElseThrow();
    }

    private static ParticipantId into(Map<ParticipantId, Merged> merges, ParticipantId id) {
        return new ParticipantId(merges.get(id).into());
    }
}
