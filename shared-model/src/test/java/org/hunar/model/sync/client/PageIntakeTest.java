package org.hunar.model.sync.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.hunar.model.sync.Digest;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.FeedItem;
import org.hunar.model.sync.Limits;
import org.hunar.model.sync.OperationKind;
import org.hunar.model.sync.PullAnswer;
import org.hunar.model.sync.PushStatus;
import org.junit.jupiter.api.Test;

class PageIntakeTest {
    private static final String LAHORE = "cohort:lhr-03";
    private static final String KARACHI = "cohort:khi-01";
    private static final EntityId AMINA = new EntityId(EntityType.PARTICIPANT, new UUID(1, 1));
    private static final EntityId BILAL = new EntityId(EntityType.PARTICIPANT, new UUID(1, 2));

    private final MemoryStore store = new MemoryStore();
    private final Phone phone = Phone.open(store, new TestingClock(), new Random(1));

    private static FeedItem put(String scope, long seq, EntityId entity, long rev) {
        return FeedItem.put(scope, seq, "participant", entity.id().toString(), rev, Map.of("cohort", scope));
    }

    private static FeedItem del(String scope, long seq, EntityId entity, long rev) {
        return FeedItem.del(scope, seq, "participant", entity.id().toString(), rev, "MOVED", Optional.empty());
    }

    private void pull(List<String> added, List<String> removed, FeedItem... items) {
        take(false, added, removed, items);
    }

    private void take(boolean more, List<String> added, List<String> removed, FeedItem... items) {
        PullAnswer page = new PullAnswer(
                Instant.EPOCH, 1, added, removed, List.of(items), "cursor" + items.length, more, Map.of());
        PageIntake.take(store, SyncState.load(store, Optional.empty()), page);
    }

    private Object cohortOf(EntityId entity) {
        return phone.document(entity)
                .map(document -> document.doc().get("cohort"))
                .orElse(null);
    }

    private TreeMap<String, String> contents() {
        TreeMap<String, String> contents = new TreeMap<>();
        store.scan("", "", (key, value) -> contents.put(key, value) == null);
        return contents;
    }

    @Test
    void aPageAppliedTwiceChangesNothing() {
        FeedItem[] items = {put(LAHORE, 3, AMINA, 1), put(LAHORE, 4, BILAL, 1), del(LAHORE, 5, AMINA, 2)};
        pull(List.of(LAHORE), List.of(), items);
        Map<String, String> once = contents();
        pull(List.of(), List.of(), items);
        assertThat(contents()).isEqualTo(once);
        assertThat(cohortOf(AMINA)).isNull();
        assertThat(cohortOf(BILAL)).isEqualTo(LAHORE);
    }

    @Test
    void whatMovesBetweenScopesIsThereInWhateverOrderTheScopesCome() {
        pull(List.of(LAHORE, KARACHI), List.of(), put(LAHORE, 1, AMINA, 1));
        pull(List.of(), List.of(), put(KARACHI, 9, AMINA, 2), del(LAHORE, 2, AMINA, 2));
        assertThat(cohortOf(AMINA)).isEqualTo(KARACHI);
    }

    @Test
    void aScopeTakenAwayTakesItsDocumentsAlong() {
        pull(List.of(LAHORE, KARACHI), List.of(), put(LAHORE, 1, AMINA, 1), put(KARACHI, 1, BILAL, 1));
        pull(List.of(), List.of(LAHORE));
        assertThat(cohortOf(AMINA)).isNull();
        assertThat(cohortOf(BILAL)).isEqualTo(KARACHI);
    }

    @Test
    void whatThereIsUnsentWorkForStaysUntilItIsSent() {
        pull(List.of(LAHORE), List.of(), put(LAHORE, 1, AMINA, 1));
        phone.capture(AMINA, OperationKind.PUT, Map.of("phone", "0300"));
        pull(List.of(), List.of(LAHORE));
        assertThat(phone.document(AMINA).orElseThrow().doc()).containsEntry("cohort", LAHORE);
        acknowledge(Map.of(LAHORE, 2L));
        pull(List.of(), List.of());
        assertThat(phone.document(AMINA)).isEmpty();
        assertThat(contents().keySet()).noneMatch(key -> key.startsWith(Keys.LEFT_OVER));
    }

    /** When it comes again after a long time, what has gone meanwhile is not even told to have gone. */
    @Test
    void whatStayedForUnsentWorkIsOutdatedWhenItsScopeIsGrantedAgain() {
        pull(List.of(LAHORE), List.of(), put(LAHORE, 1, AMINA, 1), put(LAHORE, 2, BILAL, 1));
        phone.capture(AMINA, OperationKind.PUT, Map.of("phone", "0300"));
        phone.capture(BILAL, OperationKind.PUT, Map.of("phone", "0301"));
        pull(List.of(), List.of(LAHORE));
        take(true, List.of(LAHORE), List.of());
        assertThat(cohortOf(AMINA)).as("until the last page").isEqualTo(LAHORE);
        take(false, List.of(), List.of(), put(LAHORE, 5, BILAL, 2));
        assertThat(new Documents(store).digests(0))
                .isEqualTo(Map.of(
                        LAHORE, Digest.EMPTY.with("participant", BILAL.id().toString(), 2)));

        acknowledge(Map.of(LAHORE, 6L));
        pull(List.of(), List.of(), put(LAHORE, 6, BILAL, 3));
        assertThat(cohortOf(AMINA)).isNull();
        assertThat(cohortOf(BILAL)).isEqualTo(LAHORE);
        assertThat(contents().keySet()).noneMatch(key -> key.startsWith(Keys.LEFT_OVER));
    }

    @Test
    void aScopeGrantedAgainIsTakenFromItsBeginning() {
        pull(List.of(LAHORE), List.of(), put(LAHORE, 7, AMINA, 1));
        pull(List.of(), List.of(LAHORE));
        pull(List.of(LAHORE), List.of(), put(LAHORE, 7, AMINA, 1));
        assertThat(cohortOf(AMINA)).isEqualTo(LAHORE);
    }

    @Test
    void aMarkInTwoScopesWaitsForBoth() {
        pull(List.of(LAHORE, KARACHI), List.of(), put(LAHORE, 1, AMINA, 1));
        phone.capture(AMINA, OperationKind.PUT, Map.of("phone", "0300"));
        acknowledge(Map.of(LAHORE, 2L, KARACHI, 5L));
        pull(List.of(), List.of(), del(LAHORE, 2, AMINA, 2));
        assertThat(phone.document(AMINA).orElseThrow().doc()).containsEntry("phone", "0300");
        pull(List.of(), List.of(), put(KARACHI, 5, AMINA, 2));
        assertThat(phone.document(AMINA).orElseThrow().doc()).doesNotContainKey("phone");
    }

    @Test
    void ownWorkStaysVisibleWhileItsDocumentIsOnALaterPage() {
        pull(List.of(LAHORE), List.of(), put(LAHORE, 1, AMINA, 1));
        phone.capture(AMINA, OperationKind.PUT, Map.of("phone", "0300"));
        acknowledge(Map.of(LAHORE, 2L));
        take(true, List.of(), List.of(), put(LAHORE, 3, BILAL, 1));
        assertThat(phone.document(AMINA).orElseThrow().doc()).containsEntry("phone", "0300");
        take(true, List.of(), List.of(), put(LAHORE, 4, AMINA, 3));
        assertThat(contents().keySet()).noneMatch(key -> key.startsWith(Keys.OVERLAY));
    }

    @Test
    void whatWasPushedBeforeTheFirstPullStaysVisibleThroughItsPages() {
        phone.capture(AMINA, OperationKind.PUT, Map.of("phone", "0300"));
        acknowledge(Map.of(LAHORE, 2L));
        take(true, List.of(KARACHI), List.of(), put(KARACHI, 1, BILAL, 1));
        assertThat(phone.document(AMINA)).isPresent();
        take(false, List.of(LAHORE), List.of(), put(LAHORE, 2, AMINA, 1));
        assertThat(cohortOf(AMINA)).isEqualTo(LAHORE);
    }

    private void acknowledge(Map<String, Long> mark) {
        Outbox outbox = new Outbox(store, Optional.empty());
        Batch batch = outbox.next(0, 10, Limits.DEFAULT).orElseThrow();
        outbox.answered(
                batch,
                batch.entries().stream()
                        .map(entry -> FakeServer.result(
                                entry.operation(), PushStatus.APPLIED, Optional.empty(), Optional.of(2L), mark))
                        .toList(),
                0);
    }
}
