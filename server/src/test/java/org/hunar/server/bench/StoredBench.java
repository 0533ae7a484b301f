package org.hunar.server.bench;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;
import org.hunar.model.json.Json;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.assessment.AssessmentFeature;
import org.hunar.server.assessment.AssessmentRecord;
import org.hunar.server.assessment.Assessments;
import org.hunar.server.instrument.Instruments;
import org.hunar.server.participant.ParticipantFeature;
import org.hunar.server.participant.ParticipantRecord;
import org.hunar.server.participant.Participants;
import org.hunar.server.programme.Programmes;
import org.hunar.server.report.ReportFeature;
import org.hunar.server.scoring.Scores;
import org.hunar.server.scoring.ScoringFeature;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Dialect;
import org.hunar.server.storage.Retry;
import org.hunar.server.testing.StoredCohort;
import org.hunar.server.testing.TestSeal;
import org.postgresql.ds.PGSimpleDataSource;

/** Fills the database of a server that is not running with people who were assessed before and after, past its phones. */
final class StoredBench {
    private static final int PEOPLE_A_COMMIT = 1000;
    private static final ProgrammeId PROGRAMME = new ProgrammeId("cpec-weld");

    private final Random random = new Random(1);
    private final Database database;
    private final Participants participants;
    private final Assessments assessments = new AssessmentFeature().assessments();
    private final Scores scores;
    private final ReportFeature report;

    private StoredBench(Database database) {
        this.database = database;
        Programmes programmes = new Programmes();
        Instruments instruments = new Instruments();
        this.participants = new ParticipantFeature(database, programmes).participants();
        this.scores = new ScoringFeature(programmes, instruments, assessments).scores();
        this.report = new ReportFeature(database, programmes, instruments, assessments, scores, Clock.systemUTC());
    }

    /**
     * Stores so many people with a PRE and a POST each, scores them and makes the state of the report.
     *
     * @param folder with the database {@code hunar}, in which {@link BenchProgramme} is
     */
    static void fill(Path folder, int people) {
        // not forced to the disk: nobody pushes
        JdbcConnectionPool source = JdbcConnectionPool.create(
                RawInserts.durableH2(folder.resolve("hunar")).replace("dsync:", ""), RawInserts.USER, "");
        try {
            new StoredBench(Database.over(source, Dialect.H2, new Retry(new Random(), pause -> {}), TestSeal.SEAL))
                    .fill(people);
        } finally {
            source.dispose();
        }
    }

    /** As {@link #fill(Path, int)}, into a PostgreSQL. */
    static void fillPostgreSql(String url, String user, int people) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(url);
        source.setUser(user);
        new StoredBench(Database.over(source, Dialect.POSTGRESQL, new Retry(new Random(), pause -> {}), TestSeal.SEAL))
                .fill(people);
    }

    private void fill(int people) {
        for (int stored = 0; stored < people; stored += PEOPLE_A_COMMIT) {
            int number = Math.min(PEOPLE_A_COMMIT, people - stored);
            database.inTransaction(tx -> {
                List<ParticipantRecord> some = new ArrayList<>();
                List<AssessmentRecord> taken = new ArrayList<>();
                for (int i = 0; i < number; i++) {
                    UUID person = UUID.randomUUID();
                    some.add(participant(person));
                    taken.add(assessment(person, "PRE", "2026-09-20T09:31:00.000Z"));
                    taken.add(assessment(person, "POST", "2026-10-20T09:31:00.000Z"));
                }
                participants.store(tx, some);
                assessments.store(tx, taken);
                scores.changed(tx, taken);
                return null;
            });
        }
        report.state().rebuild(PROGRAMME);
    }

    private static ParticipantRecord participant(UUID id) {
        Map<String, Object> doc = Map.of(
                "cohort", BenchProgramme.COHORT, "number", id.toString(), "name", "Person " + id, "province", "punjab");
        return new ParticipantRecord(
                PROGRAMME, new ParticipantId(id), new CohortId(BenchProgramme.COHORT), 1, false, doc);
    }

    private AssessmentRecord assessment(UUID person, String phase, String completedAt) {
        Map<String, Object> body = Map.of(
                "participant_id",
                person.toString(),
                "instrument",
                "weld_l2",
                "instrument_version",
                "1",
                "phase",
                phase,
                "attempt",
                1,
                "started_at",
                completedAt,
                "completed_at",
                completedAt,
                "answers",
                BenchProgramme.answers(random));
        // as it comes from the wire, with numbers in decimals
        return StoredCohort.assessment(
                UUID.randomUUID(), Json.readObject(Json.write(body)).asMap());
    }
}
