package org.hunar.server.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.instrument.InstrumentId;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.Phase;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.HybridTimestamp;
import org.hunar.server.storage.Database;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.TestDatabase;

class AssessmentsTest {
    private static final ProgrammeId WELDING = new ProgrammeId("cpec-weld");
    private static final ParticipantId ALI = new ParticipantId(UUID.randomUUID());
    private static final InstrumentVersion FORM = new InstrumentVersion(new InstrumentId("weld_l2"), "1");

    private final Assessments assessments = new AssessmentFeature().assessments();

    @DatabaseTest
    void whatIsStoredIsFoundAndReplacedAsAWhole(TestDatabase.Kind kind) {
        Database database = kind.create().database();
        AssessmentRecord begun = record(1, Optional.empty(), Map.of("answers", Map.of("ppe", "محمد")));
        AssessmentRecord done =
                record(2, Optional.of(Instant.parse("2026-09-20T09:31:00.123Z")), Map.of("phase", "PRE"));

        database.inTransaction(tx -> {
            assessments.store(tx, List.of(begun));
            return null;
        });
        assertThat(find(database, begun.id())).isEqualTo(begun);
        database.inTransaction(tx -> {
            assessments.store(tx, List.of(done));
            return null;
        });
        assertThat(find(database, begun.id())).isEqualTo(done);
        assertThat(database.<List<AssessmentRecord>>inSnapshot(tx -> assessments.ofParticipants(tx, List.of(ALI))))
                .containsExactly(done);
        assertThat(database.<List<AssessmentRecord>>inSnapshot(
                        tx -> assessments.page(tx, WELDING, new AssessmentId(new UUID(0, 0)), 10)))
                .containsExactly(done);
        assertThat(database.<List<AssessmentRecord>>inSnapshot(
                        tx -> assessments.ofInstrument(tx, WELDING, FORM, done.id(), 10)))
                .isEmpty();
    }

    private AssessmentRecord find(Database database, AssessmentId id) {
        return database.<Map<AssessmentId, AssessmentRecord>>inSnapshot(tx -> assessments.find(tx, List.of(id)))
                .get(id);
    }

    private static AssessmentRecord record(long rev, Optional<Instant> completedAt, Map<String, Object> doc) {
        return new AssessmentRecord(
                WELDING,
                AssessmentId.of("0192f0bd-1a2b-7c3d-9e4f-0a1b2c3d4e5f"),
                new CohortId("lhr-03"),
                ALI,
                FORM,
                Phase.PRE,
                1,
                completedAt.isPresent() ? AssessmentStatus.COMPLETED : AssessmentStatus.IN_PROGRESS,
                Optional.empty(),
                completedAt,
                HybridTimestamp.of(rev, 0, "5b0c1c3e"),
                "amna",
                Optional.empty(),
                Optional.empty(),
                rev,
                doc);
    }
}
