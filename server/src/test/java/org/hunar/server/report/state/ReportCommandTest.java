package org.hunar.server.report.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.core.Configuration;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.util.JarLocation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.hunar.server.assessment.AssessmentFeature;
import org.hunar.server.assessment.Assessments;
import org.hunar.server.instrument.Instruments;
import org.hunar.server.participant.Participants;
import org.hunar.server.programme.Programmes;
import org.hunar.server.scoring.Scores;
import org.hunar.server.scoring.ScoringFeature;
import org.hunar.server.storage.Database;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.NoServer;
import org.hunar.server.testing.ReferenceCohort;
import org.hunar.server.testing.StoredCohort;
import org.hunar.server.testing.TestDatabase;

class ReportCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Database database;
    private Cli cli;

    @DatabaseTest
    void verifySaysWhetherAllIsRightAndRebuildMakesItSo(TestDatabase.Kind kind) throws Exception {
        start(kind);

        boolean rebuilt = run("report", "rebuild", "config.yml");
        boolean right = run("report", "verify", "config.yml", "cpec-weld");
        database.inTransaction(tx -> tx.handle().execute("delete from report_state where dimension = 'gender'"));
        boolean wrong = run("report", "verify", "config.yml");
        run("report", "rebuild", "config.yml", "cpec-weld");
        boolean rightAgain = run("report", "verify", "config.yml");

        assertThat(rebuilt).isTrue();
        assertThat(right).isTrue();
        assertThat(wrong).isFalse();
        assertThat(rightAgain).isTrue();
        assertThat(out.toString(UTF_8).lines())
                .contains("cpec-weld: made anew", "cpec-weld: right")
                .anyMatch(line -> line.startsWith("cpec-weld: the sum by gender differs"));
        assertThat(err.toString(UTF_8)).contains("report rebuild");
    }

    @DatabaseTest
    void anUnknownProgrammeIsASentence(TestDatabase.Kind kind) throws Exception {
        start(kind);

        assertThat(run("report", "verify", "config.yml", "nowhere")).isFalse();
        assertThat(err.toString(UTF_8).lines()).hasSize(1).first().asString().contains("nowhere");
    }

    /** Whether it ended well. */
    private boolean run(String... arguments) throws Exception {
        return cli.run(arguments).isEmpty();
    }

    private void start(TestDatabase.Kind kind) {
        database = kind.create().database();
        Programmes programmes = new Programmes();
        Assessments assessments = new AssessmentFeature().assessments();
        Scores scores = new ScoringFeature(programmes, new Instruments(), assessments).scores();
        KeptState kept = new StateFeature(database, programmes, assessments, scores).state();
        database.inTransaction(tx -> {
            StoredCohort.storeProgramme(tx, ReferenceCohort.programme());
            StoredCohort.storeInstrument(tx);
            StoredCohort.storeParticipants(tx, new Participants());
            scores.changed(tx, StoredCohort.storeAssessments(tx, assessments));
            return null;
        });
        Bootstrap<Configuration> bootstrap = new Bootstrap<>(new NoServer<>());
        bootstrap.setConfigurationSourceProvider(path -> new ByteArrayInputStream("{}".getBytes(UTF_8)));
        bootstrap.addCommand(new ReportCommand<>(
                Configuration.class, (configuration, work) -> work.accept(kept), new PrintStream(out, true, UTF_8)));
        cli = new Cli(
                new JarLocation(ReportCommandTest.class),
                bootstrap,
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8));
    }
}
