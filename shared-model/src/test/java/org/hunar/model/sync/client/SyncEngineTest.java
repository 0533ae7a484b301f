package org.hunar.model.sync.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.model.sync.client.FakeServer.SCOPE;
import static org.hunar.model.sync.client.FakeServer.refusal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.hunar.model.problem.Violation;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.FeedItem;
import org.hunar.model.sync.Limits;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.OperationKind;
import org.hunar.model.sync.Push;
import org.hunar.model.sync.PushCode;
import org.hunar.model.sync.PushResult;
import org.hunar.model.sync.PushStatus;
import org.hunar.model.sync.client.SyncReport.Outcome;
import org.junit.jupiter.api.Test;

class SyncEngineTest {
    private static final EntityId AMINA =
            new EntityId(EntityType.PARTICIPANT, UUID.fromString("8e1f0a52-4a43-4e2b-9b59-9a1c0d5f5c11"));

    private final TestingClock clock = new TestingClock();
    private final FakeServer server = new FakeServer();
    private final FaultyTransport way = new FaultyTransport(server);
    private final MemoryStore store = new MemoryStore();
    private final Phone phone = Phone.open(store, clock, new Random(1));
    private final SyncEngine engine = phone.engine(way, "1.8.2");

    private OperationId capture(String field, Object value) {
        return phone.capture(AMINA, OperationKind.PUT, Map.of(field, value));
    }

    private Object shown(String field) {
        return phone.document(AMINA).orElseThrow().doc().get(field);
    }

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
        for (int i = 0; i < 8; i++) {
            capture("field" + i, i);
        }
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
    void aBatchThatIsTooLargeIsHalvedUntilItFits() {
        for (int i = 0; i < 8; i++) {
            capture("field" + i, i);
        }
        way.next(FaultyTransport.refusing(refusal(413, "TOO_LARGE")))
                .next(FaultyTransport.refusing(refusal(413, "TOO_LARGE")));
        assertThat(engine.run().outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(server.pushes).hasSize(4).allMatch(push -> push.ops().size() == 2);
    }

    @Test
    void anOperationThatIsRefusedEvenAloneIsParkedAndTheOthersGo() {
        OperationId tooLarge = capture("name", "x");
        OperationId good = capture("province", "punjab");
        way.next(FaultyTransport.refusing(refusal(413, "TOO_LARGE")))
                .next(FaultyTransport.refusing(refusal(413, "TOO_LARGE")));
        assertThat(engine.run().outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(server.operations).containsOnlyKeys(good);
        assertThat(phone.status().parked()).singleElement().satisfies(parked -> {
            assertThat(parked.operation().id()).isEqualTo(tooLarge);
            assertThat(parked.refusal().code()).contains(PushCode.TOO_LARGE);
        });
        assertThat(phone.retryParked(tooLarge)).isTrue();
        engine.run();
        assertThat(server.operations).containsKeys(good, tooLarge);
    }

    @Test
    void whatAProxyRefusesIsNotParked() {
        capture("name", "x");
        way.next(FaultyTransport.refusing(refusal(413, null)));
        assertThat(engine.run().outcome()).isEqualTo(Outcome.LATER);
        assertThat(phone.status().parked()).isEmpty();
        assertThat(phone.status().unsent()).isEqualTo(1);
    }

    @Test
    void batchesKeepToTheAnnouncedLimits() {
        server.limits = new Limits(3, 1 << 20, 16 << 20, 256 << 10, 100, 2, 1 << 20);
        for (int i = 0; i < 7; i++) {
            capture("field" + i, i);
        }
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
    void aRefusedTokenIsRenewedOnce() {
        capture("name", "Amina");
        way.next(FaultyTransport.refusing(refusal(401, "UNAUTHENTICATED")));
        assertThat(engine.run().outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(server.renewals).isEqualTo(1);
    }

    @Test
    void aTokenRefusedTwiceAsksThePersonToSignIn() {
        capture("name", "Amina");
        way.next(FaultyTransport.refusing(refusal(401, "UNAUTHENTICATED")))
                .next(FaultyTransport.refusing(refusal(401, "UNAUTHENTICATED")));
        assertThat(engine.run().outcome()).isEqualTo(Outcome.SIGN_IN);
        assertThat(server.renewals).isEqualTo(1);
        assertThat(phone.status().unsent()).isEqualTo(1);
    }

    @Test
    void aRevokedDeviceKeepsItsWork() {
        capture("name", "Amina");
        way.next(FaultyTransport.refusing(refusal(403, "FORBIDDEN")));
        assertThat(engine.run().outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(phone.status().unsent()).isEqualTo(1);
    }

    @Test
    void anAppThatIsTooOldStillHandsInItsWork() {
        OperationId id = capture("name", "Amina");
        way.next(FaultyTransport.NONE).next(FaultyTransport.refusing(refusal(426, "UPGRADE_REQUIRED")));
        assertThat(engine.run().outcome()).isEqualTo(Outcome.UPGRADE);
        assertThat(server.operations).containsOnlyKeys(id);
    }

    @Test
    void aRejectedOperationIsParkedWithItsErrorsAndIsNoParentOfWhatFollows() {
        Violation why = new Violation("/body/name", "VALIDATION", "too long");
        server.intervention = operation -> operation.body().containsValue("wrong")
                ? Optional.of(PushResult.rejected(Optional.of(operation.id()), PushCode.VALIDATION, List.of(why)))
                : Optional.empty();
        OperationId good = capture("province", "punjab");
        capture("name", "wrong");
        engine.run();
        assertThat(phone.status().parked().get(0).refusal().errors()).containsExactly(why);
        assertThat(shown("name")).isNull();
        OperationId corrected = capture("name", "right");
        engine.run();
        assertThat(server.operations.get(corrected).parents()).containsExactly(good);
    }

    @Test
    void aDuplicateOfARejectionIsParkedToo() {
        server.intervention = operation ->
                Optional.of(PushResult.rejected(Optional.of(operation.id()), PushCode.VALIDATION, List.of()));
        capture("name", "wrong");
        way.next(FaultyTransport.ANSWER_LOST);
        engine.run();
        engine.run();
        assertThat(phone.status().parked()).hasSize(1);
        assertThat(phone.status().unsent()).isZero();
    }

    @Test
    void anOperationToBeTriedAgainDoesNotHoldUpThoseAfterIt() {
        server.limits = new Limits(2, 1 << 20, 16 << 20, 256 << 10, 100, 500, 1 << 20);
        server.intervention = operation -> operation.body().containsKey("field0")
                ? Optional.of(FakeServer.result(
                        operation, PushStatus.RETRY, Optional.of(PushCode.INTERNAL), Optional.empty(), Map.of()))
                : Optional.empty();
        for (int i = 0; i < 6; i++) {
            capture("field" + i, i);
        }
        SyncReport report = engine.run();
        assertThat(report.outcome()).isEqualTo(Outcome.LATER);
        assertThat(report.callAgainAfter()).isPresent();
        assertThat(server.operations).hasSize(5);
        assertThat(server.pulls).isNotEmpty();
        assertThat(phone.status().unsent()).isEqualTo(1);
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

    private int overlays() {
        int[] count = {0};
        store.scan(Keys.OVERLAY, "", (key, value) -> ++count[0] > 0);
        return count[0];
    }

    @Test
    void aRestoredServerGetsBackWhatItForgot() {
        OperationId first = capture("name", "Amina");
        engine.run();
        OperationId second = capture("province", "punjab");
        engine.run();
        server.restoreTo(1);
        assertThat(server.operations).containsOnlyKeys(first);
        assertThat(engine.run().outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(server.operations).containsOnlyKeys(first, second);
        assertThat(phone.document(AMINA).orElseThrow().doc())
                .isEqualTo(server.feed.get(AMINA.toString()).doc().orElseThrow());
        assertThat(overlays()).isZero();
    }

    @Test
    void anExpiredCursorMakesThePhonePullFromNothingAndDropsWhatIsGone() {
        EntityId gone = Phone.participant(phone.newParticipantId());
        phone.capture(gone, OperationKind.PUT, Map.of("name", "Gone"));
        capture("name", "Amina");
        engine.run();
        server.feed.remove(gone.toString());
        way.next(FaultyTransport.refusing(refusal(409, "CURSOR_EXPIRED")));
        assertThat(engine.run().outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(phone.document(gone)).isEmpty();
        assertThat(shown("name")).isEqualTo("Amina");
    }

    @Test
    void aDigestThatDoesNotMatchMakesThePhonePullEverythingOnce() {
        capture("name", "Amina");
        capture("province", "punjab");
        engine.run();
        FeedItem unseen =
                FeedItem.put(SCOPE, 1, "participant", UUID.randomUUID().toString(), 1, Map.of("a", "b"));
        server.feed.put("unseen", unseen);
        SyncReport report = engine.run();
        assertThat(report.digestMismatches()).isZero();
        assertThat(phone.document("participant", unseen.id())).isPresent();
    }

    @Test
    void aServerThatCannotCountDoesNotMakeThePhonePullForEver() {
        capture("name", "Amina");
        server.feed.put(
                "x", FeedItem.put(SCOPE, 0, "participant", UUID.randomUUID().toString(), 1, Map.of()));
        SyncReport report = engine.run();
        assertThat(report.digestMismatches()).isEqualTo(1);
        int pulls = server.pulls.size();
        engine.run();
        assertThat(server.pulls).hasSize(pulls + 1);
    }
}
