package org.hunar.server.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.server.assessment.AssessmentFeature;
import org.hunar.server.assessment.AssessmentRecord;
import org.hunar.server.assessment.AssessmentStatus;
import org.hunar.server.assessment.Assessments;
import org.hunar.server.instrument.Instruments;
import org.hunar.server.programme.Programmes;
import org.hunar.server.storage.Database;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.ReferenceCohort;
import org.hunar.server.testing.StatementCounter;
import org.hunar.server.testing.StoredCohort;
import org.hunar.server.testing.TestDatabase;

class ScoresTest {
    private final Assessments assessments = new AssessmentFeature().assessments();
    private final Instruments instruments = new Instruments();
    private final Scores scores = new ScoringFeature(new Programmes(), instruments, assessments).scores();

    @DatabaseTest
    void anAssessmentIsScoredWithTheKeyOfItsInstrument(TestDatabase.Kind kind) {
        Database database = database(kind);
        AssessmentRecord record = rated("7", "13");

        database.inTransaction(tx -> {
            scores.changed(tx, List.of(record));
            return null;
        });

        AssessmentScore scored = score(database, record);
        assertThat(scored.keyVersion()).isOne();
        assertThat(scored.score().total().percent()).hasValue(200 / 3.0);
        assertThat(scored.score().skills().get("safety").raw()).hasValue(new BigDecimal("7"));
        assertThat(scored.score().skills().get("tools").max()).hasValue(new BigDecimal("20"));
    }

    @DatabaseTest
    void anAmendedAssessmentHasTheScoreOfWhatItSaysNow(TestDatabase.Kind kind) {
        Database database = database(kind);
        AssessmentRecord amended = rated("8", "13");

        database.inTransaction(tx -> {
            scores.changed(tx, List.of(rated("7", "13")));
            scores.changed(tx, List.of(amended));
            return null;
        });

        assertThat(score(database, amended).score().total().raw()).hasValue(new BigDecimal("21"));
    }

    @DatabaseTest
    void aVoidAssessmentHasNoScore(TestDatabase.Kind kind) {
        Database database = database(kind);
        AssessmentRecord record = rated("7", "13");

        database.inTransaction(tx -> {
            scores.changed(tx, List.of(record));
            scores.changed(tx, List.of(withStatus(record, AssessmentStatus.VOID)));
            return null;
        });

        assertThat(score(database, record)).isNull();
    }

    @DatabaseTest
    void aPushOfFiveHundredCostsAsManyStatementsAsOneOfOne(TestDatabase.Kind kind) {
        Database database = database(kind);
        List<AssessmentRecord> many = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            many.add(StoredCohort.assessment(new UUID(1, i), body("7", "13")));
        }

        int forOne = database.inTransaction(tx ->
                StatementCounter.count(tx, () -> scores.changed(tx, List.of(rated("7", "13")))));
        int forMany = database.inTransaction(tx -> StatementCounter.count(tx, () -> scores.changed(tx, many)));

        assertThat(forMany).isEqualTo(forOne).isLessThanOrEqualTo(6);
    }

    private AssessmentScore score(Database database, AssessmentRecord record) {
        return database.<Map<AssessmentId, AssessmentScore>>inSnapshot(tx -> scores.find(tx, List.of(record)))
                .get(record.id());
    }

    private static Database database(TestDatabase.Kind kind) {
        Database database = kind.create().database();
        database.inTransaction(tx -> {
            StoredCohort.storeProgramme(tx, ReferenceCohort.programme());
            StoredCohort.storeInstrument(tx);
            return null;
        });
        return database;
    }

    private static AssessmentRecord rated(String safety, String tools) {
        return StoredCohort.assessment(new UUID(7, 7), body(safety, tools));
    }

    private static Map<String, Object> body(String safety, String tools) {
        return Map.of(
                "participant_id",
                new UUID(4, 4).toString(),
                "instrument",
                "weld_l2",
                "instrument_version",
                "1",
                "phase",
                "PRE",
                "attempt",
                BigDecimal.ONE,
                "answers",
                Map.of("safety", new BigDecimal(safety), "tools", new BigDecimal(tools)));
    }

    private static AssessmentRecord withStatus(AssessmentRecord record, AssessmentStatus status) {
        return new AssessmentRecord(
                record.programme(),
                record.id(),
                record.cohort(),
                record.participant(),
                record.instrument(),
                record.phase(),
                record.attempt(),
                status,
                record.startedAt(),
                record.completedAt(),
                record.firstHlc(),
                record.capturedBy(),
                record.receivedAt(),
                record.capturedAt(),
                record.rev(),
                record.doc());
    }
}
