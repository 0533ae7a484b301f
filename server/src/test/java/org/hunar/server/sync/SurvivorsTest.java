package org.hunar.server.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.sync.Document;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.Fold;
import org.hunar.model.sync.HybridTimestamp;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.OperationKind;
import org.junit.jupiter.api.Test;

class SurvivorsTest {
    private static final int PEOPLE = 7;

    @Test
    void aChainLeadsToItsEnd() {
        Survivors survivors = settle(Map.of(0, 1, 1, 2));
        assertThat(survivors.of(person(0))).isEqualTo(person(2));
        assertThat(survivors.of(person(1))).isEqualTo(person(2));
        assertThat(survivors.mergedBy(person(2))).isEmpty();
    }

    @Test
    void ofACircleTheLastMergeDoesNotHold() {
        Survivors survivors = settle(Map.of(0, 1, 1, 0));
        assertThat(survivors.mergedBy(person(0))).isPresent();
        assertThat(survivors.mergedBy(person(1))).isEmpty();
        assertThat(survivors.of(person(0))).isEqualTo(person(1));
        assertThat(survivors.of(person(1))).isEqualTo(person(1));
    }

    /** Whatever was merged into whom: those who hang together have one survivor, one of them, who is not merged. */
    @Property(tries = 500)
    void everybodyWhoHangsTogetherHasOneSurvivor(@ForAll long seed) {
        Map<Integer, Integer> merges = merges(new Random(seed));
        Survivors survivors = settle(merges);
        for (int i = 0; i < PEOPLE; i++) {
            ParticipantId end = survivors.of(person(i));
            assertThat(survivors.of(end)).isEqualTo(end);
            assertThat(survivors.mergedBy(end)).isEmpty();
            assertThat(survivors.mergedBy(person(i)).isPresent()).isEqualTo(!end.equals(person(i)));
            if (merges.containsKey(i)) {
                assertThat(survivors.of(person(merges.get(i)))).isEqualTo(end);
            }
        }
    }

    @Property(tries = 200)
    void theOrderInWhichTheyAreLookedAtChangesNothing(@ForAll long seed) {
        Random random = new Random(seed);
        Map<ParticipantId, Document> people = people(merges(random));
        Survivors survivors = settled(people);
        List<ParticipantId> order = new ArrayList<>(people.keySet());
        Collections.shuffle(order, random);
        Map<ParticipantId, Document> shuffled = new LinkedHashMap<>();
        order.forEach(id -> shuffled.put(id, people.get(id)));
        Survivors again = settled(shuffled);
        for (ParticipantId id : order) {
            assertThat(again.of(id)).isEqualTo(survivors.of(id));
            assertThat(again.mergedBy(id)).isEqualTo(survivors.mergedBy(id));
        }
    }

    private static Map<Integer, Integer> merges(Random random) {
        Map<Integer, Integer> merges = new HashMap<>();
        for (int i = 0; i < PEOPLE; i++) {
            int into = random.nextInt(PEOPLE);
            if (into != i && random.nextInt(4) > 0) {
                merges.put(i, into);
            }
        }
        return merges;
    }

    private static Survivors settle(Map<Integer, Integer> merges) {
        return settled(people(merges));
    }

    private static Survivors settled(Map<ParticipantId, Document> people) {
        Survivors survivors = new Survivors(Set.of());
        survivors.settle(people);
        return survivors;
    }

    /** @param merges the greater the number of who goes, the later it was made */
    private static Map<ParticipantId, Document> people(Map<Integer, Integer> merges) {
        Map<ParticipantId, Document> people = new HashMap<>();
        for (int i = 0; i < PEOPLE; i++) {
            EntityId id = new EntityId(EntityType.PARTICIPANT, person(i).value());
            people.put(
                    person(i), Fold.fold(id, merges.containsKey(i) ? List.of(merge(id, i, merges.get(i))) : List.of()));
        }
        return people;
    }

    private static Operation merge(EntityId from, int number, int into) {
        return Operation.create(
                new OperationId(new UUID(1, number)),
                number + 1L,
                from,
                OperationKind.MERGE,
                List.of(),
                HybridTimestamp.of(number, 0, "5b0c1c3e"),
                Instant.EPOCH,
                Map.of("into", person(into).toString(), "reason", "the same number"));
    }

    private static ParticipantId person(int number) {
        return new ParticipantId(new UUID(2, number));
    }
}
