package org.hunar.server.sync;

import java.util.List;
import java.util.UUID;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.server.assessment.AssessmentListener;
import org.hunar.server.assessment.AssessmentRecord;
import org.hunar.server.assessment.Assessments;
import org.hunar.server.programme.ProgrammeListener;
import org.hunar.server.storage.Transaction;

/**
 * Publishes a new instrument to phones, and lets the assessments be scored that had come before it: a phone may have it
 * from elsewhere, or the server may have been restored to a time before it.
 */
final class InstrumentArrival implements ProgrammeListener {
    private static final int PAGE = 500;
    private static final AssessmentId START = new AssessmentId(new UUID(0, 0));

    private final Assessments assessments;
    private final AssessmentListener scores;
    private final Feed feed;

    InstrumentArrival(Assessments assessments, AssessmentListener scores, Feed feed) {
        this.assessments = assessments;
        this.scores = scores;
        this.feed = feed;
    }

    @Override
    public void changed(Transaction tx, Change change) {
        if (change.entity().equals("instrument")) {
            scoreWaiting(tx, change);
        }
        feed.changed(tx, change);
    }

    private void scoreWaiting(Transaction tx, Change change) {
        InstrumentVersion version = InstrumentVersion.parse(change.id());
        List<AssessmentRecord> page = assessments.ofInstrument(tx, change.programme(), version, START, PAGE);
        while (!page.isEmpty()) {
            scores.changed(tx, page);
            AssessmentId last = page.get(page.size() - 1).id();
            page = assessments.ofInstrument(tx, change.programme(), version, last, PAGE);
        }
    }
}
