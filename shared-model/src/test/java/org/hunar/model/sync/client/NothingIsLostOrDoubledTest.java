package org.hunar.model.sync.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.OperationKind;
import org.hunar.model.sync.client.SyncReport.Outcome;

/** Whatever happens on the way, what was captured arrives, once, and the phone ends with what the server has. */
class NothingIsLostOrDoubledTest {
    private enum Step {
        CAPTURE,
        PHOTO,
        SYNC,
        LOSE_REQUEST,
        LOSE_ANSWER,
        CUT_UPLOAD,
        DAMAGE_UPLOAD,
        EXPIRE_UPLOADS,
        KILL_BEFORE_COMMIT,
        KILL_AFTER_COMMIT,
        RESTORE_SERVER,
        CLOCK_TO_1970,
        CLOCK_AHEAD
    }

    @Provide
    Arbitrary<List<Step>> days() {
        return Arbitraries.of(Step.class).list().ofMaxSize(40);
    }

    @Property(tries = 1000)
    void onePhoneThroughAnything(
            @ForAll("days") List<Step> steps, @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int batch) {
        Life life = new Life(seed, batch);
        steps.forEach(step -> {
            life.live(step);
            life.ownWorkIsInSight();
        });
        life.comesToRest();
        life.nothingIsLostOrDoubled();
    }

    /** One phone, its server, and what is known of them from outside. */
    private static final class Life {
        private final TestingClock clock = new TestingClock();
        private final FakeServer server = new FakeServer();
        private final FaultyTransport way = new FaultyTransport(server);
        private final FailingStore store = new FailingStore(new MemoryStore());
        private final TreeSet<OperationId> captured = new TreeSet<>();
        private final MemoryAttachments photos = new MemoryAttachments();
        private final Random random;
        private final Map<EntityId, BigDecimal> entered = new HashMap<>();
        private Phone phone;

        Life(long seed, int batch) {
            random = new Random(seed);
            server.takesAtMost(batch);
            phone = Phone.open(store, clock, random);
            way.witness = this::ownWorkIsInSight;
        }

        void comesToRest() {
            int runs = 0;
            while (phone.engine(way, "1", photos).run().outcome() != Outcome.COMPLETE) {
                assertThat(++runs).as("runs until everything has arrived").isLessThan(100);
            }
        }

        void nothingIsLostOrDoubled() {
            assertThat(server.operations.keySet()).containsExactlyInAnyOrderElementsOf(arrived());
            assertThat(phone.status().unsent()).isZero();
            phone.status().parkedAttachments().forEach(parked -> phone.retryAttachment(parked.sha256()));
            comesToRest();
            List<LocalDocument> documents = new ArrayList<>(phone.documents("participant"));
            documents.addAll(phone.documents("assessment"));
            assertThat(documents)
                    .allSatisfy(document -> assertThat(document.doc())
                            .isEqualTo(server.feed
                                    .get(document.entity() + ":" + document.id())
                                    .doc()
                                    .orElseThrow()))
                    .hasSize(server.feed.size());
            assertThat(phone.status().attachments()).isZero();
            assertThat(server.uploads.blobs).containsOnlyKeys(photos.files.keySet());
            server.uploads.blobs.forEach((sha256, bytes) -> assertThat(bytes).isEqualTo(photos.files.get(sha256)));
        }

        /** A capture that was killed after its commit has happened, though nobody was told. */
        private TreeSet<OperationId> arrived() {
            TreeSet<OperationId> arrived = new TreeSet<>(captured);
            server.operations.values().stream()
                    .filter(operation -> operation.body().containsKey("killed"))
                    .forEach(operation -> arrived.add(operation.id()));
            return arrived;
        }

        /** What this phone's user entered last shows at every moment: before, while and after it travels. */
        void ownWorkIsInSight() {
            entered.forEach((person, value) ->
                    assertThat(phone.document(person).orElseThrow().doc()).containsEntry("value", value));
        }

        void live(Step step) {
            clock.pass(1 + random.nextInt(1000));
            switch (step) {
                case CAPTURE -> captured.add(capture("value"));
                case PHOTO -> captured.add(photo());
                case CUT_UPLOAD -> server.uploads.cuts.add(random.nextInt(200));
                case DAMAGE_UPLOAD -> server.uploads.damaged = 1;
                case EXPIRE_UPLOADS -> server.uploads.expire();
                case SYNC -> phone.engine(way, "1", photos).run();
                case LOSE_REQUEST -> way.next(FaultyTransport.REQUEST_LOST);
                case LOSE_ANSWER -> way.next(FaultyTransport.ANSWER_LOST);
                case KILL_BEFORE_COMMIT -> killed(false);
                case KILL_AFTER_COMMIT -> killed(true);
                case RESTORE_SERVER -> server.restoreTo(random.nextInt(server.operations.size() + 1));
                case CLOCK_TO_1970 -> clock.wall = random.nextInt(1000);
                case CLOCK_AHEAD -> clock.wall += 315_576_000_000L;
            }
        }

        private void killed(boolean afterCommit) {
            store.killAt(1 + random.nextInt(5), afterCommit);
            try {
                phone.engine(way, "1", photos).run();
                capture("killed");
            } catch (FailingStore.Killed e) {
                assertThat(e).as("the process ends").isNotNull();
            }
            store.revive();
            clock.monotonic = random.nextInt(100_000);
            phone = Phone.open(store, clock, random);
        }

        private OperationId photo() {
            return phone.capture(
                    new EntityId(EntityType.ASSESSMENT, new UUID(2, random.nextInt(3))),
                    OperationKind.PUT,
                    Map.of(
                            "answers",
                            Map.of(
                                    "photo",
                                    photos.takes(1 + random.nextInt(200), random.nextInt(4))
                                            .toJson())));
        }

        private OperationId capture(String field) {
            EntityId entity = new EntityId(EntityType.PARTICIPANT, new UUID(1, random.nextInt(3)));
            BigDecimal value = BigDecimal.valueOf(random.nextInt(5));
            OperationId id = phone.capture(entity, OperationKind.PUT, Map.of(field, value));
            if (field.equals("value")) {
                entered.put(entity, value);
            }
            return id;
        }
    }
}
