package org.hunar.server.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.HybridTimestamp;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.OperationKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Phones that push while the server is storing are stored together, and each is answered as if it had come alone. */
class PushGroupsTest {
    private static final Set<ProgrammeId> WELDING = Set.of(new ProgrammeId("welding"));
    private static final Set<ProgrammeId> COOKING = Set.of(new ProgrammeId("cooking"));

    private final ExecutorService phones = Executors.newCachedThreadPool();
    private final SlowStore store = new SlowStore();
    private final PushGroups groups = new PushGroups(store::store);

    @AfterEach
    void stop() {
        store.open.countDown();
        phones.shutdownNow();
    }

    @Test
    void whoComesMeanwhileIsStoredTogether() {
        CompletableFuture<Intake.Receipt> first = push(WELDING, batch(1));
        store.awaitTransactions(1);
        List<CompletableFuture<Intake.Receipt>> others =
                List.of(push(WELDING, batch(2)), push(WELDING, batch(3)), push(WELDING, batch(4)));
        awaitWaiting(3);

        store.open.countDown();

        assertThat(first.join().epoch()).isEqualTo(1);
        assertThat(others.stream().map(CompletableFuture::join).map(Intake.Receipt::epoch))
                .as("each its own receipt")
                .containsExactly(2L, 3L, 4L);
        assertThat(store.sizes()).containsExactly(1, 3);
    }

    @Test
    void whoComesAloneDoesNotWait() {
        store.open.countDown();

        assertThat(groups.take(WELDING, batch(1)).epoch()).isEqualTo(1);
        assertThat(groups.take(WELDING, batch(2)).epoch()).isEqualTo(2);
        assertThat(store.sizes()).containsExactly(1, 1);
    }

    @Test
    void onePhoneIsServedInTheOrderInWhichItCame() {
        push(WELDING, batch(1));
        store.awaitTransactions(1);
        CompletableFuture<Intake.Receipt> earlier = push(WELDING, batch(2));
        awaitWaiting(1);
        CompletableFuture<Intake.Receipt> again = push(WELDING, batch(2));
        awaitWaiting(2);

        store.open.countDown();

        CompletableFuture.allOf(earlier, again).join();
        assertThat(store.sizes()).as("never twice in one transaction").containsExactly(1, 1, 1);
    }

    @Test
    void phonesOfAnotherProgrammeDoNotWait() {
        push(WELDING, batch(1));
        store.awaitTransactions(1);

        push(COOKING, batch(2));

        store.awaitTransactions(2);
        assertThat(groups.waiting()).isZero();
    }

    @Test
    void aLargeBatchIsStoredByItself() {
        push(WELDING, batch(1));
        store.awaitTransactions(1);

        push(WELDING, batch(2, 21));

        store.awaitTransactions(2);
        assertThat(groups.waiting()).isZero();
    }

    @Test
    void whoIsAtFaultSuffersAlone() {
        store.refuses = batch -> batch.installId().equals(install(3));
        push(WELDING, batch(1));
        store.awaitTransactions(1);
        CompletableFuture<Intake.Receipt> well = push(WELDING, batch(2));
        CompletableFuture<Intake.Receipt> ill = push(WELDING, batch(3));
        awaitWaiting(2);

        store.open.countDown();

        assertThat(well.join().epoch()).isEqualTo(2);
        assertThatThrownBy(ill::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(IllegalStateException.class);
    }

    private CompletableFuture<Intake.Receipt> push(Set<ProgrammeId> programmes, Batch batch) {
        return CompletableFuture.supplyAsync(() -> groups.take(programmes, batch), phones);
    }

    private void awaitWaiting(int number) {
        while (groups.waiting() < number) {
            Thread.onSpinWait();
        }
    }

    private static UUID install(long number) {
        return new UUID(0x7000, number);
    }

    private static Batch batch(long number) {
        return batch(number, 1);
    }

    private static Batch batch(long number, int operations) {
        List<Incoming> incoming = new ArrayList<>();
        for (int i = 0; i < operations; i++) {
            Operation operation = Operation.create(
                    new OperationId(new UUID(0x7000, number * 1000 + i)),
                    i + 1,
                    new EntityId(EntityType.PARTICIPANT, new UUID(0x4000, number * 1000 + i)),
                    OperationKind.PUT,
                    List.of(),
                    HybridTimestamp.of(History.NOW.toEpochMilli(), 0, "5b0c1c3e"),
                    History.NOW,
                    Map.of());
            incoming.add(new Incoming.Readable(operation, new byte[0]));
        }
        return new Batch(
                History.AMNA,
                install(number),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Batch.Origin.DEVICE,
                incoming);
    }

    /** Stores nothing before it is opened; a receipt tells the number of the phone as its epoch. */
    private static final class SlowStore {
        private final CountDownLatch open = new CountDownLatch(1);
        private final List<Integer> transactions = new ArrayList<>();
        private Predicate<Batch> refuses = batch -> false;

        List<Intake.Receipt> store(List<Batch> batches) {
            synchronized (transactions) {
                transactions.add(batches.size());
                transactions.notifyAll();
            }
            try {
                open.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            if (batches.stream().anyMatch(refuses)) {
                throw new IllegalStateException("something about this batch");
            }
            return batches.stream()
                    .map(batch -> new Intake.Receipt(batch.installId().getLeastSignificantBits(), List.of()))
                    .toList();
        }

        void awaitTransactions(int number) {
            synchronized (transactions) {
                while (transactions.size() < number) {
                    try {
                        transactions.wait();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new IllegalStateException(e);
                    }
                }
            }
        }

        List<Integer> sizes() {
            synchronized (transactions) {
                return List.copyOf(transactions);
            }
        }
    }
}
