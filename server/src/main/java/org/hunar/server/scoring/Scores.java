package org.hunar.server.scoring;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.programme.Programme;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.scoring.Bands;
import org.hunar.server.assessment.AssessmentListener;
import org.hunar.server.assessment.AssessmentRecord;
import org.hunar.server.assessment.Assessments;
import org.hunar.server.instrument.Instruments;
import org.hunar.server.instrument.KeyListener;
import org.hunar.server.instrument.Published;
import org.hunar.server.programme.Programmes;
import org.hunar.server.programme.ScoringRulesListener;
import org.hunar.server.storage.Transaction;

/** The scores of assessments, kept up to date with what they score. */
public final class Scores implements AssessmentListener, KeyListener, ScoringRulesListener {
    /** Assessments that are scored again at a time when a key changes. */
    private static final int BATCH = 500;

    private static final AssessmentId BEFORE_ALL = new AssessmentId(new UUID(0, 0));

    private final ScoreDao dao;
    private final Programmes programmes;
    private final Instruments instruments;
    private final Assessments assessments;

    Scores(ScoreDao dao, Programmes programmes, Instruments instruments, Assessments assessments) {
        this.dao = dao;
        this.programmes = programmes;
        this.instruments = instruments;
        this.assessments = assessments;
    }

    /** Scores the records anew; a void one has no score. The number of statements does not depend on theirs. */
    @Override
    public void changed(Transaction tx, List<AssessmentRecord> records) {
        Map<ProgrammeId, List<AssessmentRecord>> byProgramme =
                records.stream().collect(Collectors.groupingBy(AssessmentRecord::programme));
        List<AssessmentScore> scores = new ArrayList<>();
        byProgramme.forEach(
                (programme, own) -> scores.addAll(scorers(tx, programme, own).score(own)));
        replace(tx, records, scores);
    }

    /** Scores all assessments of the programme anew, in batches. */
    @Override
    public void rulesChanged(Transaction tx, ProgrammeId programme) {
        List<AssessmentRecord> batch = assessments.page(tx, programme, BEFORE_ALL, BATCH);
        while (!batch.isEmpty()) {
            changed(tx, batch);
            batch = assessments.page(tx, programme, batch.get(batch.size() - 1).id(), BATCH);
        }
    }

    /** The scores of those of the assessments that have one, in one query. */
    public Map<AssessmentId, AssessmentScore> find(Transaction tx, Collection<AssessmentRecord> records) {
        return dao.find(tx, records);
    }

    /** What each item of the assessments earned with the key that holds now; computed from the answers, not kept. */
    public Map<AssessmentId, List<ItemPoints>> items(
            Transaction tx, ProgrammeId programme, List<AssessmentRecord> records) {
        return scorers(tx, programme, records).items(records);
    }

    /** Scores all assessments of that version of the instrument with the corrected key, in batches. */
    @Override
    public Effect keyChanged(Transaction tx, Published before, Published after) {
        Programme programme = programmes.require(tx, after.programme());
        Scorers scorers = new Scorers(programme, List.of(after));
        Bands bands = Bands.of(programme);
        int changedScores = 0;
        int changedLevels = 0;
        List<AssessmentRecord> batch = batchAfter(tx, after, BEFORE_ALL);
        while (!batch.isEmpty()) {
            Map<AssessmentId, AssessmentScore> earlier = dao.find(tx, batch);
            List<AssessmentScore> scores = scorers.score(batch);
            for (AssessmentScore score : scores) {
                Optional<AssessmentScore> old = Optional.ofNullable(earlier.get(score.assessment()));
                changedScores += old.filter(score::hasPointsOf).isPresent() ? 0 : 1;
                changedLevels += score.level(bands).equals(old.flatMap(was -> was.level(bands))) ? 0 : 1;
            }
            replace(tx, batch, scores);
            batch = batchAfter(tx, after, batch.get(batch.size() - 1).id());
        }
        return new Effect(changedScores, changedLevels);
    }

    private List<AssessmentRecord> batchAfter(Transaction tx, Published published, AssessmentId last) {
        return assessments.ofInstrument(
                tx, published.programme(), published.instrument().id(), last, BATCH);
    }

    private Scorers scorers(Transaction tx, ProgrammeId programme, List<AssessmentRecord> records) {
        Map<InstrumentVersion, Published> published = instruments.find(tx, programme, Scorers.versions(records));
        return new Scorers(programmes.require(tx, programme), published.values());
    }

    private void replace(Transaction tx, List<AssessmentRecord> records, List<AssessmentScore> scores) {
        dao.delete(tx, records);
        dao.insert(tx, scores);
    }
}
