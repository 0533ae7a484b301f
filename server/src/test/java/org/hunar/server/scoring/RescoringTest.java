package org.hunar.server.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.instrument.ScoringKey;
import org.hunar.server.assessment.AssessmentFeature;
import org.hunar.server.assessment.AssessmentRecord;
import org.hunar.server.assessment.Assessments;
import org.hunar.server.instrument.Instruments;
import org.hunar.server.instrument.KeyListener.Effect;
import org.hunar.server.instrument.Published;
import org.hunar.server.programme.Programmes;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.ReferenceCohort;
import org.hunar.server.testing.StoredCohort;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.TestingClock;
import org.junit.jupiter.api.Test;

/** A key that was wrong is corrected while phones go on pushing and servers are stopped. */
class RescoringTest {
    /** So few that the cohort takes many transactions. */
    private static final int BATCH = 10;

    private final Assessments assessments = new AssessmentFeature().assessments();
    private final Instruments instruments = new Instruments();
    private final Scores scores = new ScoringFeature(new Programmes(), instruments, assessments).scores();
    private Database database;
    private List<AssessmentRecord> records;

    @DatabaseTest
    void allScoresAreThoseOfTheCorrectedKeyAndWhatChangedIsTold(TestDatabase.Kind kind) {
        start(kind);
        Published draft = begun();
        Effect preview = rescoring().preview(draft);

        rescoring().prepare(draft);
        Effect effect = apply(draft);

        assertThat(effect).isEqualTo(preview);
        assertThat(effect.changedScores()).isEqualTo(records.size());
        assertThat(effect.changedLevels()).isPositive().isLessThan(records.size());
        assertThat(score(records.get(0)).keyVersion()).isEqualTo(2);
        assertThat(score(records.get(0)).score().skills()).containsOnlyKeys("safety");
    }

    @DatabaseTest
    void untilTheKeyHoldsEveryScoreIsThatOfTheOldOne(TestDatabase.Kind kind) {
        start(kind);
        Map<AssessmentId, AssessmentScore> before = all();

        rescoring().prepare(begun());

        assertThat(all()).isEqualTo(before);
    }

    @DatabaseTest
    void anInterruptedRunGoesOnWhereItWas(TestDatabase.Kind kind) {
        start(kind);
        Published draft = begun();
        Rescoring stopped = rescoring();
        assertThat(stopped.prepareBatch(draft)).isTrue();
        assertThat(stopped.prepareBatch(draft)).isTrue();
        assertThat(run().scored()).isEqualTo(2 * BATCH);

        rescoring().prepare(draft);

        assertThat(run().scored()).as("each looked at once").isEqualTo(records.size());
        assertThat(apply(draft).changedScores()).isEqualTo(records.size());
        assertThat(apply(draft))
                .as("done once more by another node")
                .isEqualTo(run().effect().orElseThrow());
    }

    @DatabaseTest
    void whatPhonesBringMeanwhileIsScoredByTheCorrectedKey(TestDatabase.Kind kind) {
        start(kind);
        Published draft = begun();
        rescoring().prepare(draft);
        AssessmentRecord amended = amended(records.get(0));
        database.inTransaction(tx -> {
            assessments.store(tx, List.of(amended));
            scores.changed(tx, List.of(amended));
            return null;
        });
        assertThat(score(amended).keyVersion()).isOne();

        apply(draft);

        assertThat(score(amended).keyVersion()).isEqualTo(2);
        assertThat(score(amended).score().total().raw()).hasValue(new BigDecimal("3"));
    }

    @DatabaseTest
    void theSameKeyOnceMoreChangesNoScoreButSaysWhichKeyGaveIt(TestDatabase.Kind kind) {
        start(kind);
        Published same = begin(ReferenceCohort.key());

        rescoring().prepare(same);

        assertThat(apply(same)).isEqualTo(Effect.NONE);
        assertThat(all().values()).extracting(AssessmentScore::keyVersion).containsOnly(2);
    }

    @Test
    void aRunBeginsAfterThePushThatIsUnderWay() throws Exception {
        start(TestDatabase.Kind.POSTGRESQL);
        AssessmentRecord amended = amended(records.get(0));
        CompletableFuture<Void> scored = new CompletableFuture<>();
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<Published> run = threads.submit(() -> {
                scored.join();
                return begun();
            });
            database.inTransaction(tx -> {
                assessments.store(tx, List.of(amended));
                scores.changed(tx, List.of(amended));
                scored.complete(null);
                while (nobodyWaits(tx)) {
                    Thread.onSpinWait();
                }
                return null;
            });
            rescoring().prepare(run.get());
            apply(run.get());
        } finally {
            threads.shutdownNow();
        }

        assertThat(score(amended).score().total().raw()).hasValue(new BigDecimal("3"));
    }

    private static boolean nobodyWaits(Transaction tx) {
        return tx.handle()
                .createQuery("select count(*) from pg_locks where not granted")
                .mapTo(Long.class)
                .one()
                .equals(0L);
    }

    private void start(TestDatabase.Kind kind) {
        database = kind.create().database();
        records = database.inTransaction(tx -> {
            StoredCohort.storeProgramme(tx, ReferenceCohort.programme());
            StoredCohort.storeInstrument(tx);
            List<AssessmentRecord> stored = StoredCohort.storeAssessments(tx, assessments);
            scores.changed(tx, stored);
            return stored;
        });
    }

    private Published begun() {
        return begin(ReferenceCohort.keyOfSafetyOnly());
    }

    private Published begin(ScoringKey key) {
        return database.inTransaction(tx -> {
            tx.handle()
                    .createUpdate("update instruments set hash = 'locked by the editor'")
                    .execute();
            StoredCohort.storeDraft(tx, key, 2);
            Published now = published(tx);
            Published draft = new Published(now.programme(), now.instrument(), key, 2);
            rescoring().begin(tx, draft, "nadia");
            return draft;
        });
    }

    private Effect apply(Published draft) {
        return database.inTransaction(tx -> {
            StoredCohort.hold(tx, draft.keyVersion());
            return rescoring().apply(tx, draft);
        });
    }

    private Rescoring rescoring() {
        InstantSource clock = new TestingClock(TestServer.START);
        return new Rescoring(database, new Programmes(), assessments, scores, clock, BATCH);
    }

    private ScoringRun run() {
        return rescoring().runs(ReferenceCohort.PROGRAMME).get(0);
    }

    private Published published(Transaction tx) {
        InstrumentVersion version = ReferenceCohort.instrument().id();
        return instruments.find(tx, ReferenceCohort.PROGRAMME, List.of(version)).get(version);
    }

    private Map<AssessmentId, AssessmentScore> all() {
        return database.inSnapshot(tx -> scores.find(tx, records));
    }

    private AssessmentScore score(AssessmentRecord record) {
        return all().get(record.id());
    }

    private static AssessmentRecord amended(AssessmentRecord record) {
        Map<String, Object> body = new HashMap<>(record.doc());
        body.put("answers", Map.of("safety", new BigDecimal("3"), "tools", BigDecimal.ZERO));
        return StoredCohort.assessment(record.id().value(), body);
    }
}
