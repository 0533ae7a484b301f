package org.hunar.server.scoring;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.programme.Programme;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.scoring.Bands;
import org.hunar.server.assessment.AssessmentListener;
import org.hunar.server.assessment.AssessmentRecord;
import org.hunar.server.assessment.Assessments;
import org.hunar.server.instrument.KeyListener;
import org.hunar.server.instrument.Published;
import org.hunar.server.programme.Programmes;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a corrected key through the scores. A run first looks at every assessment, a batch a transaction, and notes
 * those that score otherwise by the new key; phones go on pushing, and what they bring is noted, too. When all are
 * looked at, those noted are scored anew in the transaction in which the key comes to hold: usually few, for a
 * correction is of an item or two.
 */
final class Rescoring implements KeyListener {
    static final int BATCH = 500;

    private static final AssessmentId BEFORE_ALL = new AssessmentId(new UUID(0, 0));
    private static final Logger LOG = LoggerFactory.getLogger(Rescoring.class);

    private final Database database;
    private final Programmes programmes;
    private final Assessments assessments;
    private final AssessmentListener scored;
    private final InstantSource clock;
    private final int batchSize;
    private final ScoreDao scores = new ScoreDao();
    private final ScoringRunDao runs = new ScoringRunDao();

    /**
     * @param scored scores the assessments that it is told of, by the keys that hold
     * @param batchSize assessments looked at in one transaction
     */
    Rescoring(
            Database database,
            Programmes programmes,
            Assessments assessments,
            AssessmentListener scored,
            InstantSource clock,
            int batchSize) {
        this.database = database;
        this.programmes = programmes;
        this.assessments = assessments;
        this.scored = scored;
        this.clock = clock;
        this.batchSize = batchSize;
    }

    /** The runs of a programme, the latest first. */
    List<ScoringRun> runs(ProgrammeId programme) {
        return database.inSnapshot(tx -> {
            programmes.require(tx, programme);
            return runs.of(tx, programme);
        });
    }

    @Override
    public Effect preview(Published draft) {
        long changedScores = 0;
        long changedLevels = 0;
        AssessmentId last = BEFORE_ALL;
        Optional<Comparison> next = compareAfter(draft, last);
        while (next.isPresent()) {
            changedScores += next.get().changedScores();
            changedLevels += next.get().changedLevels();
            last = next.get().last();
            next = compareAfter(draft, last);
        }
        return new Effect(changedScores, changedLevels);
    }

    @Override
    public void begin(Transaction tx, Published draft, String by) {
        runs.begin(tx, draft, now(), by);
    }

    @Override
    public void prepare(Published draft) {
        boolean more = true;
        while (more) {
            more = prepareBatch(draft);
        }
    }

    /** Whether there may be more. */
    boolean prepareBatch(Published draft) {
        return database.inTransaction(tx -> prepareBatch(tx, draft));
    }

    private boolean prepareBatch(Transaction tx, Published draft) {
        Optional<AssessmentId> position = runs.lockPosition(tx, draft);
        if (position.isEmpty()) {
            return false;
        }
        List<AssessmentRecord> batch = batchAfter(tx, draft, position.get());
        if (!batch.isEmpty()) {
            Comparison comparison = compare(tx, draft, batch);
            runs.note(tx, draft, comparison.changed());
            runs.advance(tx, draft, comparison.last(), batch.size());
        }
        return batch.size() == batchSize;
    }

    @Override
    public Effect apply(Transaction tx, Published now) {
        Optional<Effect> finished = runs.effect(tx, now);
        if (finished.isPresent()) {
            return finished.get();
        }
        runs.end(tx, now, now());
        long changedScores = 0;
        long changedLevels = 0;
        List<AssessmentId> noted = runs.noted(tx, now, BEFORE_ALL, batchSize);
        while (!noted.isEmpty()) {
            List<AssessmentRecord> batch =
                    List.copyOf(assessments.find(tx, noted).values());
            Map<AssessmentId, AssessmentScore> before = scores.find(tx, batch);
            scored.changed(tx, batch);
            Comparison comparison = Comparison.of(batch, before, scores.find(tx, batch), bands(tx, now));
            changedScores += comparison.changedScores();
            changedLevels += comparison.changedLevels();
            noted = runs.noted(tx, now, noted.get(noted.size() - 1), batchSize);
        }
        scores.scoredBy(tx, now);
        Effect effect = new Effect(changedScores, changedLevels);
        runs.tell(tx, now, effect);
        LOG.info(
                "key version {} of {} holds: {} scores and {} levels are others now",
                now.keyVersion(),
                now.instrument().id(),
                changedScores,
                changedLevels);
        return effect;
    }

    /** What the draft would do to the next batch, read from a snapshot; empty at the end. */
    private Optional<Comparison> compareAfter(Published draft, AssessmentId last) {
        return database.inSnapshot(tx -> {
            List<AssessmentRecord> batch = batchAfter(tx, draft, last);
            return batch.isEmpty() ? Optional.empty() : Optional.of(compare(tx, draft, batch));
        });
    }

    private Comparison compare(Transaction tx, Published draft, List<AssessmentRecord> batch) {
        Programme programme = programmes.require(tx, draft.programme());
        List<AssessmentScore> wouldBe = new Scorers(programme, List.of(draft)).score(batch);
        return Comparison.of(batch, scores.find(tx, batch), AssessmentScore.byAssessment(wouldBe), Bands.of(programme));
    }

    private Bands bands(Transaction tx, Published published) {
        return Bands.of(programmes.require(tx, published.programme()));
    }

    private List<AssessmentRecord> batchAfter(Transaction tx, Published published, AssessmentId last) {
        return assessments.ofInstrument(
                tx, published.programme(), published.instrument().id(), last, batchSize);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * The scores of a batch by two keys.
     *
     * @param last of the batch, in the order of ids
     * @param changed assessments whose points or maximum differ
     */
    private record Comparison(AssessmentId last, List<AssessmentId> changed, long changedLevels) {

        /** @param batch in the order of ids */
        static Comparison of(
                List<AssessmentRecord> batch,
                Map<AssessmentId, AssessmentScore> before,
                Map<AssessmentId, AssessmentScore> after,
                Bands bands) {
            List<AssessmentId> ids = batch.stream().map(AssessmentRecord::id).toList();
            List<AssessmentId> changed = ids.stream()
                    .filter(id -> !AssessmentScore.samePoints(before.get(id), after.get(id)))
                    .toList();
            long levels = changed.stream()
                    .filter(id -> !AssessmentScore.sameLevel(before.get(id), after.get(id), bands))
                    .count();
            return new Comparison(ids.get(ids.size() - 1), changed, levels);
        }

        long changedScores() {
            return changed.size();
        }
    }
}
