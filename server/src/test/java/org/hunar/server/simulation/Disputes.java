package org.hunar.server.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.OperationKind;

/**
 * Two people who do not know of each other's work, on one assessment: what they send cannot be merged without a third.
 * By chance alone they hardly ever meet.
 */
final class Disputes {
    private static final long YEAR = 365L * 24 * 3_600_000;

    private final World world;
    private final Fieldwork fieldwork;
    private final Office office;

    Disputes(World world, Fieldwork fieldwork, Office office) {
        this.world = world;
        this.fieldwork = fieldwork;
        this.office = office;
    }

    /** Two phones bring what contradicts the other, and the office may have decided before they have heard of it. */
    void any() {
        List<Pair> pairs = pairs();
        if (pairs.isEmpty()) {
            world.any(world.phones()).sync();
            return;
        }
        Pair pair = world.any(pairs);
        SimulatedPhone one = pair.one();
        SimulatedPhone other = pair.other();
        EntityId assessment = world.any(fieldwork.knownToBoth(one, other));
        world.trace().say("a dispute over " + assessment);
        switch (world.random().nextInt(3)) {
            case 0 -> apart(one, other, assessment);
            case 1 -> approvedMeanwhile(one, assessment);
            default -> removedMeanwhile(one, other, assessment);
        }
        int decisions = world.random().nextInt(4);
        for (int i = 0; i < decisions; i++) {
            office.decide();
        }
    }

    private record Pair(SimulatedPhone one, SimulatedPhone other) {}

    /** Phones that both know an assessment. */
    private List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (SimulatedPhone one : world.phones()) {
            for (SimulatedPhone other : world.phones()) {
                if (one != other && !fieldwork.knownToBoth(one, other).isEmpty()) {
                    pairs.add(new Pair(one, other));
                }
            }
        }
        return pairs;
    }

    private void apart(SimulatedPhone one, SimulatedPhone other, EntityId assessment) {
        if (world.random().nextInt(3) == 0) {
            one.startAnewWithClock(YEAR);
        }
        rate(one, assessment, 1);
        rate(other, assessment, 2);
        one.sync();
        other.sync();
    }

    private void approvedMeanwhile(SimulatedPhone phone, EntityId assessment) {
        office.approve(assessment.id().toString());
        rate(phone, assessment, 3);
        phone.sync();
    }

    private void removedMeanwhile(SimulatedPhone one, SimulatedPhone other, EntityId assessment) {
        String participant =
                (String) one.phone().document(assessment).orElseThrow().doc().get("participant_id");
        EntityId person = new EntityId(EntityType.PARTICIPANT, UUID.fromString(participant));
        if (one.phone().document(person).isPresent()) {
            one.capture(person, OperationKind.VOID, Map.of("reason", "left"));
        }
        fieldwork.assess(other, participant);
        one.sync();
        other.sync();
    }

    private static void rate(SimulatedPhone phone, EntityId assessment, int quality) {
        phone.capture(assessment, OperationKind.PUT, Map.of("answers", Map.of("quality", quality)));
    }
}
