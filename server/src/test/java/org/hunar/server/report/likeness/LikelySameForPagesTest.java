package org.hunar.server.report.likeness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.hunar.model.participant.ParticipantId;
import org.hunar.server.http.PageRequest;
import org.hunar.server.participant.ParticipantFeature;
import org.hunar.server.participant.ParticipantRecord;
import org.hunar.server.participant.Participants;
import org.hunar.server.programme.Programmes;
import org.hunar.server.storage.Database;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.ReferenceCohort;
import org.hunar.server.testing.StoredCohort;
import org.hunar.server.testing.TestDatabase;

/** A manager opens the page while the roster is being looked through, which takes as long as there are people. */
class LikelySameForPagesTest {
    private static final UUID BEFORE = UUID.fromString("8e1f0000-0000-4000-8000-000000000001");
    private static final UUID AFTER = UUID.fromString("8e1f0000-0000-4000-8000-000000000002");

    private final AtomicLong rosterVersion = new AtomicLong();
    private final List<Runnable> waiting = new ArrayList<>();
    private final Programmes programmes = new Programmes();

    @DatabaseTest
    void thePageDoesNotWaitAndNeverShowsWhoHasGone(TestDatabase.Kind kind) {
        Database database = kind.create().database();
        Participants participants = new ParticipantFeature(database, programmes).participants();
        LikelySame likelySame =
                new LikelySame(database, programmes, (tx, programme) -> rosterVersion.get(), waiting::add);
        database.inTransaction(tx -> {
            StoredCohort.storeProgramme(tx, ReferenceCohort.programme());
            participants.store(tx, List.of(aisha(BEFORE, false), aisha(AFTER, false)));
            return null;
        });

        assertThat(shown(likelySame)).as("the first time").isEmpty();
        finish();
        assertThat(shown(likelySame).orElseThrow()).containsEntry("newest", true);
        assertThat(pairs(likelySame)).hasSize(1);

        database.inTransaction(tx -> {
            participants.store(tx, List.of(aisha(AFTER, true)));
            return rosterVersion.incrementAndGet();
        });
        assertThat(shown(likelySame).orElseThrow()).containsEntry("newest", false);
        assertThat(pairs(likelySame)).as("one of them has left the roster").isEmpty();
        finish();
        assertThat(shown(likelySame).orElseThrow()).containsEntry("newest", true);
    }

    private static ParticipantRecord aisha(UUID id, boolean removed) {
        Map<String, Object> doc = Map.of("name", "Ayesha Siddiqa", "phone", "0300-1234567");
        return new ParticipantRecord(
                ReferenceCohort.PROGRAMME, new ParticipantId(id), ReferenceCohort.COHORT, 1, removed, doc);
    }

    private static Optional<Map<String, Object>> shown(LikelySame likelySame) {
        return likelySame.atOnce(ReferenceCohort.PROGRAMME, PageRequest.of(null, null));
    }

    private static List<?> pairs(LikelySame likelySame) {
        return (List<?>) shown(likelySame).orElseThrow().get("items");
    }

    private void finish() {
        while (!waiting.isEmpty()) {
            waiting.remove(0).run();
        }
    }
}
