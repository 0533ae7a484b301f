package org.hunar.server.scoring;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.programme.Programme;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.assessment.AssessmentListener;
import org.hunar.server.assessment.AssessmentRecord;
import org.hunar.server.assessment.Assessments;
import org.hunar.server.instrument.Instruments;
import org.hunar.server.instrument.Published;
import org.hunar.server.programme.Programmes;
import org.hunar.server.programme.ScoringRulesListener;
import org.hunar.server.storage.Transaction;

/** The scores of assessments, kept up to date with what they score. */
public final class Scores implements AssessmentListener, ScoringRulesListener {
    /** Assessments that are scored again at a time when a key changes. */
    private static final int BATCH = 500;

    private static final AssessmentId BEFORE_ALL = new AssessmentId(new UUID(0, 0));

    private final ScoreDao dao;
    private final ScoringRunDao runs = new ScoringRunDao();
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
        scoreAnew(tx, records);
        runs.noteInRuns(tx, records);
    }

    private void scoreAnew(Transaction tx, List<AssessmentRecord> records) {
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
            Transaction tx, Programme programme, List<AssessmentRecord> records) {
        Map<InstrumentVersion, Published> published = instruments.find(tx, programme.code(), Scorers.versions(records));
        return new Scorers(programme, published.values()).items(records);
    }

    /**
     * What earlier keys give the assessments: each is scored by the key of that version of its instrument, or by the one
     * that holds where there are not as many. Computed from the answers, not kept.
     */
    public Map<AssessmentId, AssessmentScore> byKey(
            Transaction tx, Programme programme, List<AssessmentRecord> records, int keyVersion) {
        return AssessmentScore.byAssessment(
                earlier(tx, programme, records, keyVersion).score(records));
    }

    /** As {@link #byKey}, item by item. */
    public Map<AssessmentId, List<ItemPoints>> itemsByKey(
            Transaction tx, Programme programme, List<AssessmentRecord> records, int keyVersion) {
        return earlier(tx, programme, records, keyVersion).items(records);
    }

    private Scorers earlier(Transaction tx, Programme programme, List<AssessmentRecord> records, int keyVersion) {
        Map<InstrumentVersion, Published> published =
                instruments.findByKey(tx, programme.code(), Scorers.versions(records), keyVersion);
        return new Scorers(programme, published.values());
    }

    private Scorers scorers(Transaction tx, ProgrammeId programme, List<AssessmentRecord> records) {
        Map<InstrumentVersion, Published> published = instruments.findToScore(tx, programme, Scorers.versions(records));
        return new Scorers(programmes.requireToScore(tx, programme), published.values());
    }

    private void replace(Transaction tx, List<AssessmentRecord> records, List<AssessmentScore> scores) {
        dao.delete(tx, records);
        dao.insert(tx, scores);
    }
}
