package org.hunar.server.report;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.programme.Programme;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.http.ProblemException;
import org.hunar.server.programme.Programmes;
import org.hunar.server.report.statistics.Ancova;
import org.hunar.server.report.statistics.PairedReport;
import org.hunar.server.report.statistics.Pairing;
import org.hunar.server.report.statistics.Pareto;
import org.hunar.server.report.statistics.ReportCounts;
import org.hunar.server.report.statistics.ReportSettings;
import org.hunar.server.report.statistics.ScoredAssessment;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;

/** Makes reports. Each is read from one consistent snapshot, so its figures belong together. */
public final class Reports {
    private final Database database;
    private final Programmes programmes;
    private final ReportDao dao;
    private final PreFormAlphas alphas;
    private final InstantSource clock;

    Reports(Database database, Programmes programmes, ReportDao dao, PreFormAlphas alphas, InstantSource clock) {
        this.database = database;
        this.programmes = programmes;
        this.dao = dao;
        this.alphas = alphas;
        this.clock = clock;
    }

    /** The version of the data of which a report would speak now; far cheaper than the report. */
    public long dataVersion(ProgrammeId programme) {
        return database.inSnapshot(tx -> dao.dataVersion(tx, programme));
    }

    /**
     * The report with every group, for those who may see everything.
     *
     * @param groupBy property by which it is divided; empty for figures of everybody only
     * @throws ProblemException 404 if there is no such programme
     */
    public Report report(ProgrammeId programme, Optional<GroupBy> groupBy) {
        return database.inSnapshot(tx -> report(tx, programme, groupBy));
    }

    /** As {@link #report}, without the groups that are too small to be shown to viewers. */
    public Report reportForViewers(ProgrammeId programme, Optional<GroupBy> groupBy) {
        return report(programme, groupBy).forViewers();
    }

    Report report(Transaction tx, ProgrammeId code, Optional<GroupBy> groupBy) {
        Programme programme = programmes.require(tx, code);
        Map<AssessmentId, ScoredAssessment> scored = dao.assessments(tx, code, programme.latePolicy(), groupBy);
        Pairing pairing = Pairing.of(ReportSettings.of(programme), scored.values());
        ReportSettings settings = pairing.settings();
        ReportCounts counts = ReportCounts.of(pairing);
        PairedTable paired =
                PairedTable.of(PairedReport.compute(settings, counts, alphas.over(tx, code, scored, pairing)));
        long pending =
                scored.values().stream().filter(each -> !each.completed()).count();
        return new Report(
                programme,
                clock.instant(),
                dao.dataVersion(tx, code),
                Funnel.of(dao.enrolled(tx, code), paired),
                paired,
                Ancova.compute(settings, counts),
                Pareto.compute(settings, counts),
                Notes.on(paired, pending));
    }
}
