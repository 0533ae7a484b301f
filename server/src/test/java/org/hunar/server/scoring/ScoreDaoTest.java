package org.hunar.server.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
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
import org.hunar.model.scoring.Score;
import org.hunar.model.scoring.ScoreStatus;
import org.hunar.model.scoring.SkillScore;
import org.hunar.model.sync.HybridTimestamp;
import org.hunar.server.assessment.AssessmentRecord;
import org.hunar.server.assessment.AssessmentStatus;
import org.hunar.server.storage.Database;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.TestDatabase;

class ScoreDaoTest {
    private static final AssessmentRecord ASSESSMENT = new AssessmentRecord(
            new ProgrammeId("cpec-weld"),
            new AssessmentId(UUID.randomUUID()),
            new CohortId("lhr-03"),
            new ParticipantId(UUID.randomUUID()),
            new InstrumentVersion(new InstrumentId("weld_l2"), "1"),
            Phase.PRE,
            1,
            AssessmentStatus.IN_PROGRESS,
            Optional.empty(),
            Optional.empty(),
            HybridTimestamp.of(1, 0, "5b0c1c3e"),
            "amna",
            Optional.empty(),
            Optional.empty(),
            1,
            Map.of());

    private final ScoreDao dao = new ScoreDao();

    @DatabaseTest
    void aScoreIsReadAsItWasWrittenToTheEighteenthDecimal(TestDatabase.Kind kind) {
        Database database = kind.create().database();
        AssessmentScore score = score(
                points("5.833333333333333333", "24.5"),
                Map.of("safety", points("0", "20"), "tools", points("5.833333333333333333", "4.5")));

        database.inTransaction(tx -> {
            dao.insert(tx, List.of(score));
            return null;
        });

        assertThat(stored(database)).containsOnly(Map.entry(ASSESSMENT.id(), score));
    }

    @DatabaseTest
    void itIsKeptWhichCriticalStepsWereFailed(TestDatabase.Kind kind) {
        Database database = kind.create().database();
        AssessmentScore score = score(points("1", "2"), Map.of("safety", points("1", "2")), "ppe", "mask.on");

        database.inTransaction(tx -> {
            dao.insert(tx, List.of(score));
            return null;
        });

        assertThat(stored(database)).containsOnly(Map.entry(ASSESSMENT.id(), score));
    }

    @DatabaseTest
    void aPendingScoreHasNoPoints(TestDatabase.Kind kind) {
        Database database = kind.create().database();
        AssessmentScore score = score(SkillScore.NONE, Map.of("essay", SkillScore.NONE));

        database.inTransaction(tx -> {
            dao.insert(tx, List.of(score));
            return null;
        });

        assertThat(stored(database)).containsOnly(Map.entry(ASSESSMENT.id(), score));
    }

    @DatabaseTest
    void whatIsDeletedIsGoneWithAllItsSkills(TestDatabase.Kind kind) {
        Database database = kind.create().database();
        database.inTransaction(tx -> {
            dao.insert(tx, List.of(score(points("1", "2"), Map.of("safety", points("1", "2")))));
            dao.delete(tx, List.of(ASSESSMENT));
            return null;
        });

        assertThat(stored(database)).isEmpty();
        int rows = database.inSnapshot(tx -> tx.handle()
                .createQuery("select count(*) from scores")
                .mapTo(Integer.class)
                .one());
        assertThat(rows).isZero();
    }

    private Map<AssessmentId, AssessmentScore> stored(Database database) {
        return database.inSnapshot(tx -> dao.find(tx, List.of(ASSESSMENT)));
    }

    private static AssessmentScore score(SkillScore total, Map<String, SkillScore> skills, String... criticalFailed) {
        return score(total, skills, List.of(criticalFailed));
    }

    private static AssessmentScore score(
            SkillScore total, Map<String, SkillScore> skills, List<String> criticalFailed) {
        ScoreStatus status = total.isPresent() ? ScoreStatus.COMPLETED : ScoreStatus.PENDING_RATING;
        return new AssessmentScore(
                ASSESSMENT.programme(),
                ASSESSMENT.id(),
                2,
                new Score(status, total, 13, 12, 1, 4, 3, 2, skills, criticalFailed));
    }

    private static SkillScore points(String raw, String max) {
        return new SkillScore(Optional.of(new BigDecimal(raw)), Optional.of(new BigDecimal(max)));
    }
}
