package org.hunar.server.export;

import io.dropwizard.jersey.setup.JerseyEnvironment;
import org.hunar.server.assessment.Assessments;
import org.hunar.server.auth.Audit;
import org.hunar.server.participant.Participants;
import org.hunar.server.programme.Programmes;
import org.hunar.server.report.ReportFeature;
import org.hunar.server.scoring.Scores;
import org.hunar.server.storage.Database;

/** Builds the exports and serves them. */
public final class ExportFeature {
    private final Exports exports;

    public ExportFeature(
            Database database,
            Programmes programmes,
            Participants participants,
            Assessments assessments,
            Scores scores,
            ReportFeature report,
            Audit audit) {
        ExportDao dao = new ExportDao();
        Rows rows = new Rows(dao, assessments, participants, scores, report.pairs());
        this.exports = new Exports(database, programmes, report.state(), rows, dao, audit);
    }

    /** For others who hand out the same rows. */
    public Exports exports() {
        return exports;
    }

    public void register(JerseyEnvironment jersey) {
        jersey.register(new ExportResource(exports));
    }
}
