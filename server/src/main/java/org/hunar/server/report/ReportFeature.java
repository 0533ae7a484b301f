package org.hunar.server.report;

import io.dropwizard.jersey.setup.JerseyEnvironment;
import java.time.InstantSource;
import org.hunar.server.assessment.Assessments;
import org.hunar.server.instrument.Instruments;
import org.hunar.server.programme.Programmes;
import org.hunar.server.report.pairing.PairingFeature;
import org.hunar.server.scoring.Scores;
import org.hunar.server.storage.Database;

/** Builds the reports and what serves them. */
public final class ReportFeature {
    private final Reports reports;
    private final PairingFeature pairing;
    private final ItemReports itemReports;

    public ReportFeature(
            Database database,
            Programmes programmes,
            Instruments instruments,
            Assessments assessments,
            Scores scores,
            InstantSource clock) {
        ReportDao dao = new ReportDao();
        this.reports = new Reports(database, programmes, dao, new PreFormAlphas(assessments, scores), clock);
        this.itemReports = new ItemReports(
                database, programmes, instruments, dao, new ChosenSheets(dao, assessments, scores), clock);
        this.pairing = new PairingFeature(database, programmes);
    }

    public Reports reports() {
        return reports;
    }

    public void register(JerseyEnvironment jersey) {
        jersey.register(new ReportResource(reports));
        pairing.register(jersey);
        jersey.register(new ItemReportResource(itemReports));
    }
}
