package org.hunar.model.sync.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.hunar.model.sync.Limits;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.Push;
import org.hunar.model.sync.PushCode;
import org.hunar.model.sync.PushStatus;
import org.hunar.model.sync.client.SyncReport.Outcome;
import org.junit.jupiter.api.Test;

/** One phone and its server, when all goes well. */
class SyncEngineTest extends OnePhone {
    @Test
    void whatIsCapturedOfflineShowsAtOnceAndIsUnsent() {
        capture("name", "Amina");
        clock.pass(Duration.ofDays(9).toMillis());
        assertThat(shown("name")).isEqualTo("Amina");
        assertThat(phone.status().unsent()).isEqualTo(1);
        assertThat(phone.status().oldest()).contains(Duration.ofDays(9));
    }

    @Test
    void aRunPushesEverythingAndPullsEverything() {
        capture("name", "Amina");
        capture("province", "punjab");
        SyncReport report = engine.run();
        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(report.callAgainAfter()).isEmpty();
        assertThat(report.acked()).isEqualTo(2);
        assertThat(phone.status().unsent()).isZero();
        assertThat(phone.document(AMINA).orElseThrow().unsent()).isFalse();
        assertThat(phone.document(AMINA).orElseThrow().doc())
                .isEqualTo(server.feed.get(AMINA.toString()).doc().orElseThrow());
    }

    @Test
    void aPushTellsWhatTheWrongClockOfThePhoneShows() {
        clock.wall = 0;
        clock.pass(Duration.ofDays(2).toMillis());
        capture("name", "Amina");
        engine.run();
        assertThat(server.pushes)
                .extracting(Push::deviceTime)
                .containsExactly(Optional.of(Instant.EPOCH.plus(Duration.ofDays(2))));
    }

    @Test
    void anAmendmentNamesWhatItsAuthorHadSeen() {
        OperationId first = capture("name", "Amina");
        engine.run();
        OperationId second = capture("name", "Amina Bibi");
        OperationId third = capture("province", "punjab");
        engine.run();
        assertThat(server.operations.get(first).parents()).isEmpty();
        assertThat(server.operations.get(second).parents()).containsExactly(first);
        assertThat(server.operations.get(third).parents()).containsExactly(second);
    }

    @Test
    void twoWorkersOfOnePhoneTakeTurns() throws InterruptedException {
        capture("name", "Amina");
        CountDownLatch sending = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        way.next(FaultyTransport.waiting(sending, go));
        Thread first = new Thread(engine::run);
        Thread second = new Thread(phone.engine(way, "1.8.2")::run);
        first.start();
        sending.await();
        second.start();
        while (second.getState() != Thread.State.BLOCKED) {
            assertThat(second.isAlive()).as("the second waits for the first").isTrue();
            Thread.onSpinWait();
        }
        go.countDown();
        first.join();
        second.join();
        assertThat(server.pushes).hasSize(1);
        assertThat(phone.status().unsent()).isZero();
    }

    @Test
    void batchesKeepToTheAnnouncedLimits() {
        server.limits = new Limits(3, 1 << 20, 16 << 20, 256 << 10, 100, 2, 1 << 20);
        captureFields(7);
        assertThat(engine.run().outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(server.pushes).extracting(push -> push.ops().size()).containsExactly(3, 3, 1);
        assertThat(server.pulls).allMatch(pull -> pull.maxItems().equals(Optional.of(2)));
    }

    @Test
    void batchesKeepToTheAnnouncedBytes() {
        server.limits = new Limits(500, 4096, 16 << 20, 256 << 10, 100, 500, 1 << 20);
        for (int i = 0; i < 20; i++) {
            capture("field" + i, new String(new char[500]).replace('\0', 'ض'));
        }
        assertThat(engine.run().outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(server.pushes).allMatch(push -> push.toJson().toString().length() <= 4096);
        assertThat(server.operations).hasSize(20);
    }

    @Test
    void ownWorkStaysVisibleUntilTheCursorHasReachedItsMark() {
        capture("name", "Amina");
        engine.run();
        server.stale = Optional.of(new TreeMap<>(server.feed));
        capture("name", "Amina Bibi");
        assertThat(engine.run().outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(shown("name")).isEqualTo("Amina Bibi");
        assertThat(overlays()).isEqualTo(1);
        server.stale = Optional.empty();
        engine.run();
        assertThat(shown("name")).isEqualTo("Amina Bibi");
        assertThat(overlays()).isZero();
    }

    @Test
    void aHeldOperationCountsAsArrivedAndStaysVisible() {
        server.intervention = operation -> Optional.of(FakeServer.result(
                operation, PushStatus.HELD, Optional.of(PushCode.AWAITING_PARTICIPANT), Optional.empty(), Map.of()));
        capture("name", "Amina");
        assertThat(engine.run().outcome()).isEqualTo(Outcome.COMPLETE);
        engine.run();
        assertThat(phone.status().unsent()).isZero();
        assertThat(shown("name")).isEqualTo("Amina");
    }
}
