package org.hunar.model.sync.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.OperationKind;
import org.hunar.model.sync.client.SyncReport.Outcome;

/** Phones that are restored from backups and copied, noticed or not: nothing is lost, nothing taken for a duplicate. */
class RestoredOrClonedTest {
    private enum Step {
        CAPTURE,
        SYNC,
        LOSE_ANSWER,
        BACK_UP,
        RESTORE,
        COPY,
        COPY_UNNOTICED
    }

    @Provide
    Arbitrary<List<Step>> days() {
        return Arbitraries.of(Step.class).list().ofMaxSize(40);
    }

    @Property(tries = 500)
    void nothingIsLostOrTakenForADuplicate(@ForAll("days") List<Step> steps, @ForAll long seed) {
        Fleet fleet = new Fleet(seed);
        steps.forEach(fleet::live);
        fleet.comesToRest();
        fleet.nothingIsLost();
        fleet.allShowTheSame();
        fleet.countersRepeatOnlyWhereACopyWentUnnoticed();
    }

    private static final class Fleet {
        private final TestingClock clock = new TestingClock();
        private final FakeServer server = new FakeServer();
        private final FaultyTransport way = new FaultyTransport(server);
        private final Random random;
        private final List<MemoryStore> stores = new ArrayList<>();
        private final List<MemoryStore> backups = new ArrayList<>();
        private final TreeSet<OperationId> captured = new TreeSet<>();
        private final TreeSet<OperationId> goneWithTheirPhone = new TreeSet<>();
        private boolean unnoticed;

        Fleet(long seed) {
            random = new Random(seed);
            stores.add(new MemoryStore());
        }

        void live(Step step) {
            clock.pass(1 + random.nextInt(1000));
            int which = random.nextInt(stores.size());
            switch (step) {
                case CAPTURE -> capture(which);
                case SYNC -> sync(which);
                case LOSE_ANSWER -> way.next(FaultyTransport.ANSWER_LOST);
                case BACK_UP -> backups.add(stores.get(which).copy());
                case RESTORE -> restore(which);
                case COPY -> stores.add(stores.get(which).copy());
                case COPY_UNNOTICED -> copyUnnoticed(which);
            }
        }

        private Phone phone(int which) {
            return Phone.open(stores.get(which), clock, new Random(random.nextLong()));
        }

        private void capture(int which) {
            EntityId person = new EntityId(EntityType.PARTICIPANT, new UUID(1, random.nextInt(3)));
            captured.add(phone(which).capture(person, OperationKind.PUT, Map.of("value", random.nextInt(5))));
        }

        private Outcome sync(int which) {
            return phone(which).engine(way, "1").run().outcome();
        }

        private void restore(int which) {
            if (!backups.isEmpty()) {
                goneWithTheirPhone.addAll(unsent(stores.get(which)));
                stores.set(which, backups.get(random.nextInt(backups.size())).copy());
            }
        }

        private void copyUnnoticed(int which) {
            phone(which);
            MemoryStore copy = stores.get(which).copy();
            copy.commit(new Changes());
            stores.add(copy);
            unnoticed = true;
        }

        private static List<OperationId> unsent(MemoryStore store) {
            return new Outbox(store, Optional.empty())
                    .unsent().stream().map(entry -> entry.operation().id()).collect(Collectors.toList());
        }

        void comesToRest() {
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < stores.size(); i++) {
                    int runs = 0;
                    while (sync(i) != Outcome.COMPLETE) {
                        assertThat(++runs).isLessThan(100);
                    }
                }
            }
        }

        /** What never left a phone is gone when the phone is put back to an older backup; that is all. */
        void nothingIsLost() {
            assertThat(captured).containsAll(server.operations.keySet());
            TreeSet<OperationId> missing = new TreeSet<>(captured);
            missing.removeAll(server.operations.keySet());
            assertThat(goneWithTheirPhone).containsAll(missing);
        }

        void allShowTheSame() {
            for (int i = 0; i < stores.size(); i++) {
                assertThat(phone(i).documents("participant"))
                        .hasSize(server.feed.size())
                        .allSatisfy(shown -> assertThat(shown.doc())
                                .isEqualTo(server.feed
                                        .get("participant:" + shown.id())
                                        .doc()
                                        .orElseThrow()));
            }
        }

        void countersRepeatOnlyWhereACopyWentUnnoticed() {
            assertThat(unnoticed || server.forks.isEmpty())
                    .as("two operations under one number: %s", server.forks)
                    .isTrue();
        }
    }
}
