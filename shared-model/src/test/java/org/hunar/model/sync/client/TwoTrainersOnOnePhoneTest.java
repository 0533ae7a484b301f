package org.hunar.model.sync.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.OperationKind;
import org.hunar.model.sync.client.SyncReport.Outcome;

/** Whatever happens to a phone that two share, all that they captured arrives under the name of who captured it. */
class TwoTrainersOnOnePhoneTest {
    private static final List<String> TRAINERS = List.of("amina", "bilal");

    private enum Step {
        CAPTURE,
        PHOTO,
        SYNC,
        HAND_OVER,
        LOSE_REQUEST,
        LOSE_ANSWER,
        KILL,
        LOOK_RESTORED,
        RESTORE_SERVER,
        CHANGE_GRANTS
    }

    @Provide
    Arbitrary<List<Step>> days() {
        return Arbitraries.of(Step.class).list().ofMaxSize(40);
    }

    @Property(tries = 1000)
    void allArrivesUnderItsAuthorsName(
            @ForAll("days") List<Step> steps, @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int batch) {
        Life life = new Life(seed, batch);
        steps.forEach(step -> {
            life.live(step);
            life.nothingUnsentIsOutOfSight();
        });
        life.bothComeToRest();
        life.allIsThereUnderTheNameOfItsAuthor();
        life.noLaneHasAGap();
    }

    /** A phone, two trainers and a server, and what is known of them from outside. */
    private static final class Life {
        private final TestingClock clock = new TestingClock();
        private final FakeServer server = new FakeServer();
        private final FaultyTransport way = new FaultyTransport(server);
        private final Map<OperationId, String> captured = new HashMap<>();
        private final MemoryAttachments photos = new MemoryAttachments();
        private final Random random;
        private MemoryStore memory = new MemoryStore();
        private FailingStore store = new FailingStore(memory);
        private Phone phone;

        Life(long seed, int batch) {
            random = new Random(seed);
            server.takesAtMost(batch);
            phone = Phone.open(store, clock, random);
            handOver();
        }

        void live(Step step) {
            clock.pass(1 + random.nextInt(1000));
            switch (step) {
                case CAPTURE -> capture(EntityType.PARTICIPANT, Map.of("value", random.nextInt(5)));
                case PHOTO ->
                    capture(
                            EntityType.ASSESSMENT,
                            Map.of(
                                    "answers",
                                    Map.of(
                                            "photo",
                                            photos.takes(9, random.nextInt(4)).toJson())));
                case SYNC -> sync();
                case HAND_OVER -> handOver();
                case LOSE_REQUEST -> way.next(FaultyTransport.REQUEST_LOST);
                case LOSE_ANSWER -> way.next(FaultyTransport.ANSWER_LOST);
                case KILL -> killed();
                case LOOK_RESTORED -> {
                    memory = memory.copy();
                    store = new FailingStore(memory);
                    phone = Phone.open(store, clock, random);
                }
                case RESTORE_SERVER -> server.restoreTo(random.nextInt(server.operations.size() + 1));
                case CHANGE_GRANTS -> {
                    String who = TRAINERS.get(random.nextInt(2));
                    if (!server.strangers.remove(who)) {
                        server.strangers.add(who);
                    }
                }
            }
        }

        private void handOver() {
            phone.signIn(TRAINERS.get(random.nextInt(2)));
        }

        private void capture(EntityType type, Map<String, Object> body) {
            String author = phone.user().orElseThrow();
            captured.put(
                    phone.capture(new EntityId(type, new UUID(1, random.nextInt(3))), OperationKind.PUT, body), author);
        }

        private SyncReport sync() {
            server.caller = phone.user().orElseThrow();
            return phone.engine(way, "1", photos).run();
        }

        private void killed() {
            store.killAt(1 + random.nextInt(5), random.nextBoolean());
            try {
                sync();
            } catch (FailingStore.Killed e) {
                assertThat(e).as("the process ends").isNotNull();
            }
            store.revive();
            phone = Phone.open(store, clock, random);
        }

        void nothingUnsentIsOutOfSight() {
            int[] unsent = {0};
            store.scan(Keys.OUTBOX, "", (key, text) -> {
                OutboxEntry entry = OutboxEntry.read(key, text);
                assertThat(entry.author())
                        .contains(captured.get(entry.operation().id()));
                assertThat(phone.document(entry.operation().entity())
                                .orElseThrow()
                                .unsent())
                        .isTrue();
                return ++unsent[0] > 0;
            });
            SyncStatus status = phone.status();
            int ofOthers =
                    status.others().stream().mapToInt(Waiting::operations).sum();
            assertThat(status.unsent() + ofOthers).isEqualTo(unsent[0]);
        }

        void bothComeToRest() {
            server.strangers.clear();
            for (String trainer : List.of("amina", "bilal", "amina")) {
                phone.signIn(trainer);
                int runs = 0;
                while (sync().outcome() != Outcome.COMPLETE) {
                    assertThat(++runs).as("runs until everything has arrived").isLessThan(100);
                }
            }
        }

        void allIsThereUnderTheNameOfItsAuthor() {
            assertThat(server.operations.keySet()).containsExactlyInAnyOrderElementsOf(captured.keySet());
            assertThat(server.authors).containsAllEntriesOf(captured);
            assertThat(phone.status().others()).isEmpty();
            assertThat(phone.status().attachments()).isZero();
            assertThat(server.uploads.blobs).containsOnlyKeys(photos.files.keySet());
            server.operations.values().stream()
                    .map(each -> each.entity())
                    .distinct()
                    .forEach(entity -> assertThat(
                                    phone.document(entity).orElseThrow().doc())
                            .isEqualTo(server.feed.get(entity.toString()).doc().orElseThrow()));
        }

        /** Each install is of one trainer, and the numbers under it are 1, 2, 3, …. */
        void noLaneHasAGap() {
            assertThat(server.forks).isEmpty();
            server.lanes
                    .values()
                    .forEach(
                            numbers -> assertThat(numbers).allMatch(number -> number >= 1 && number <= numbers.size()));
            Map<UUID, Set<String>> authors = new HashMap<>();
            server.pushes.forEach(push -> push.ops()
                    .forEach(operation -> authors.computeIfAbsent(push.installId(), id -> new TreeSet<>())
                            .add(captured.get(Operation.fromJson(JsonObject.of("", operation))
                                    .id()))));
            assertThat(authors.values()).allSatisfy(names -> assertThat(names).hasSize(1));
        }
    }
}
