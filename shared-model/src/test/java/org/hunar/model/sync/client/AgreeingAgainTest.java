package org.hunar.model.sync.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.model.sync.client.FakeServer.SCOPE;
import static org.hunar.model.sync.client.FakeServer.refusal;

import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.FeedItem;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.OperationKind;
import org.hunar.model.sync.client.SyncReport.Outcome;
import org.junit.jupiter.api.Test;

/** A phone and a server that do not agree any more about what there is, and how they come to agree again. */
class AgreeingAgainTest extends OnePhone {
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
    void aRepairThatEndsAmidIsNoneForTheNextRestore() {
        int commits = 1;
        while (repairIsEndedAt(commits)) {
            commits++;
        }
        assertThat(commits).isGreaterThan(5);
    }

    /** Whether the repair had so many commits; after the next restore, the phone hands in all that it has again. */
    private boolean repairIsEndedAt(int commits) {
        FakeServer restored = new FakeServer();
        FailingStore kept = new FailingStore(new MemoryStore());
        Phone before = Phone.open(kept, clock, new Random(1));
        OperationId captured = before.capture(AMINA, OperationKind.PUT, Map.of("name", "Amina"));
        before.engine(restored, "1.8.2").run();

        boolean ended = false;
        FaultyTransport refused =
                new FaultyTransport(restored).next(FaultyTransport.refusing(refusal(409, "CURSOR_EPOCH")));
        kept.killAt(commits, true);
        try {
            before.engine(refused, "1.8.2").run();
        } catch (FailingStore.Killed e) {
            ended = true;
        }
        kept.revive();
        restored.restoreTo(0);
        Phone after = Phone.open(kept, clock, new Random(2));
        assertThat(after.engine(restored, "1.8.2").run().outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(restored.operations).as("ended at commit " + commits).containsOnlyKeys(captured);
        return ended;
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
