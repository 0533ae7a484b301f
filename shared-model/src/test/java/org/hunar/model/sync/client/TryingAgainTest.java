package org.hunar.model.sync.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.Limits;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.PushCode;
import org.hunar.model.sync.PushStatus;
import org.hunar.model.sync.client.SyncReport.Outcome;
import org.junit.jupiter.api.Test;

/** What the phone does about messages that did not arrive, and when it comes again. */
class TryingAgainTest extends OnePhone {
    @Test
    void workWhoseAnswerWasLostIsAskedAboutAndNotSentAgain() {
        OperationId id = capture("name", "Amina");
        way.next(FaultyTransport.ANSWER_LOST);
        assertThat(engine.run().outcome()).isEqualTo(Outcome.LATER);
        assertThat(phone.status().inFlight()).isEqualTo(1);
        way.next(FaultyTransport.ANSWER_LOST);
        assertThat(engine.run().outcome()).isEqualTo(Outcome.LATER);
        assertThat(phone.status().inFlight()).isEqualTo(1);
        SyncReport report = engine.run();
        assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(report.acked()).isEqualTo(1);
        assertThat(server.pushes).hasSize(1);
        assertThat(server.operations).containsOnlyKeys(id);
        assertThat(phone.status().unsent()).isZero();
    }

    @Test
    void workThatNeverArrivedIsSentAgainInSmallerBatchesThatGrowAgain() {
        captureFields(8);
        way.next(FaultyTransport.REQUEST_LOST);
        engine.run();
        way.next(FaultyTransport.NONE).next(FaultyTransport.REQUEST_LOST);
        engine.run();
        assertThat(engine.run().outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(server.pushes).extracting(push -> push.ops().size()).containsExactly(2, 4, 2);
    }

    @Test
    void pagesThatDoNotArriveAreAskedForSmallerOnesThatGrowAgain() {
        server.limits = new Limits(500, 1 << 20, 16 << 20, 256 << 10, 100, 8, 1 << 20);
        for (int i = 0; i < 40; i++) {
            server.publish(new EntityId(EntityType.PARTICIPANT, new UUID(7, i)));
        }
        way.next(FaultyTransport.ANSWER_LOST);
        engine.run();
        way.next(FaultyTransport.ANSWER_LOST);
        engine.run();
        assertThat(engine.run().outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(server.pulls)
                .extracting(pull -> pull.maxItems().orElseThrow())
                .containsExactly(8, 4, 2, 4, 8, 8, 8, 8, 8);
    }

    @Test
    void retryAfterWinsOverTheBackoff() {
        capture("name", "Amina");
        way.next(FaultyTransport.refusing(TransportException.refused(
                503, Optional.of("BUSY"), "busy", Optional.of(Duration.ofSeconds(77)), Optional.empty())));
        SyncReport report = engine.run();
        assertThat(report.outcome()).isEqualTo(Outcome.LATER);
        assertThat(report.callAgainAfter()).contains(Duration.ofSeconds(77));
        assertThat(server.pulls).isEmpty();
    }

    @Test
    void failuresInARowMakeItWaitLongerUpToAnHour() {
        capture("name", "Amina");
        for (int i = 0; i < 30; i++) {
            way.next(FaultyTransport.REQUEST_LOST);
            Duration wait = engine.run().callAgainAfter().orElseThrow();
            assertThat(wait).isBetween(Duration.ZERO, Duration.ofSeconds(Math.min(3600, 5L << Math.min(i, 20))));
        }
        assertThat(engine.run().outcome()).isEqualTo(Outcome.COMPLETE);
    }

    @Test
    void anOperationToBeTriedAgainDoesNotHoldUpThoseAfterIt() {
        server.limits = new Limits(2, 1 << 20, 16 << 20, 256 << 10, 100, 500, 1 << 20);
        server.intervention = operation -> operation.body().containsKey("field0")
                ? Optional.of(FakeServer.result(
                        operation, PushStatus.RETRY, Optional.of(PushCode.INTERNAL), Optional.empty(), Map.of()))
                : Optional.empty();
        captureFields(6);
        SyncReport report = engine.run();
        assertThat(report.outcome()).isEqualTo(Outcome.LATER);
        assertThat(report.callAgainAfter()).isPresent();
        assertThat(server.operations).hasSize(5);
        assertThat(server.pulls).isNotEmpty();
        assertThat(phone.status().unsent()).isEqualTo(1);
    }
}
