package org.hunar.server.report.pairing;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.programme.Phase;
import org.hunar.model.programme.Programme;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.assessment.AssessmentFeature;
import org.hunar.server.assessment.AssessmentRecord;
import org.hunar.server.assessment.Assessments;
import org.hunar.server.instrument.Instruments;
import org.hunar.server.participant.Participants;
import org.hunar.server.programme.Programmes;
import org.hunar.server.scoring.Scores;
import org.hunar.server.scoring.ScoringFeature;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;
import org.hunar.server.testing.ReferenceCohort;
import org.hunar.server.testing.StoredCohort;
import org.hunar.server.testing.TestDatabase;

/** The people of a programme with a training from 1 to 5 October, whose cohort closes on the 20th. */
final class Trainees {
    static final ProgrammeId PROGRAMME = ReferenceCohort.PROGRAMME;
    static final Instant BEFORE = Instant.parse("2026-09-30T10:00:00Z");
    static final Instant DURING = Instant.parse("2026-10-03T10:00:00Z");
    static final Instant AFTER = Instant.parse("2026-10-06T10:00:00Z");
    static final Instant LATE = Instant.parse("2026-10-21T10:00:00Z");

    private final Programmes programmes = new Programmes();
    private final Participants participants = new Participants();
    private final Assessments assessments = new AssessmentFeature().assessments();
    private final Scores scores = new ScoringFeature(programmes, new Instruments(), assessments).scores();
    private final Database database;
    private int count;

    private Trainees(Database database) {
        this.database = database;
    }

    static Trainees on(TestDatabase.Kind kind) {
        Trainees trainees = new Trainees(kind.create().database());
        trainees.run(tx -> {
            StoredCohort.storeProgramme(tx, programme());
            StoredCohort.storeInstrument(tx);
            tx.handle()
                    .createUpdate("insert into cohorts (code, programme, rev, doc, closes_at)"
                            + " values (:code, :programme, 1, '{}', :closes)")
                    .bind("code", ReferenceCohort.COHORT.value())
                    .bind("programme", PROGRAMME.value())
                    .bind("closes", OffsetDateTime.parse("2026-10-20T00:00:00Z"))
                    .execute();
        });
        return trainees;
    }

    private static Programme programme() {
        Map<String, Object> json =
                new LinkedHashMap<>(ReferenceCohort.programme().toJson());
        json.put("training_start", "2026-10-01T00:00:00.000Z");
        json.put("training_end", "2026-10-05T00:00:00.000Z");
        json.put("late_policy", "EXCLUDE");
        json.put("pre_policy", "LAST");
        json.put("post_policy", "FIRST");
        return Programme.fromJson(PROGRAMME, Json.readObject(Json.write(json)));
    }

    Database database() {
        return database;
    }

    PairingDesk desk() {
        return new PairingDesk(database, programmes);
    }

    /** Somebody new on the roster. */
    UUID person(String name) {
        UUID id = new UUID(0x4000L, 0x8000000000000000L + ++count);
        run(tx -> participants.store(
                tx, List.of(StoredCohort.participant(id, Map.of("number", "LHR-" + count, "name", name)))));
        return id;
    }

    UUID completed(UUID person, Phase phase, int attempt, Instant at) {
        return store(body(person, phase, attempt, Map.of("completed_at", at.toString())), at);
    }

    UUID begun(UUID person, Phase phase) {
        return store(body(person, phase, 1, Map.of()), AFTER);
    }

    void declareVoid(UUID assessment) {
        run(tx -> tx.handle().execute("update assessments set status = 'VOID' where id = ?", assessment));
    }

    void awaitRating(UUID assessment) {
        run(tx -> tx.handle()
                .execute(
                        "update scores set status = 'PENDING_RATING', points = null, max_points = null"
                                + " where assessment_id = ?",
                        assessment));
    }

    /** What was captured by somebody who was no trainer of the cohort, and has no effect yet. */
    void waitsForReview(UUID person, Phase phase) {
        String candidates = Json.write(List.of(Map.of(
                "op_id", UUID.randomUUID().toString(), "kind", "put", "value", body(person, phase, 1, Map.of()))));
        run(tx -> tx.handle()
                .createUpdate("""
                        insert into cases
                          (id, programme, kind, entity_type, entity_id, path, candidates, opened_at, status)
                        values
                          (:id, :programme, 'AUTHORITY_REVIEW', 'assessment', :id, '', :candidates, :at, 'OPEN')
                        """)
                .bind("id", UUID.randomUUID())
                .bind("programme", PROGRAMME.value())
                .bind("candidates", candidates)
                .bind("at", AFTER.atOffset(ZoneOffset.UTC))
                .execute());
    }

    /** How a person stands in the report. */
    void stands(UUID person, UUID pre, UUID post, int pres, int posts, int duplicates) {
        String pairing = pre == null ? post == null ? "NONE" : "POST_ONLY" : post == null ? "PRE_ONLY" : "PAIRED";
        run(tx -> tx.handle()
                .createUpdate("""
                        insert into standings
                          (programme, participant_id, cohort, enrolled, pairing, pre, post, pre_taken, pre_eligible,
                           post_taken, post_eligible, duplicates, pending, contribution)
                        values
                          (:programme, :person, :cohort, true, :pairing, cast(:pre as uuid), cast(:post as uuid),
                           :pres, :pres, :posts, :posts, :duplicates, 0, :nothing)
                        """)
                .bind("programme", PROGRAMME.value())
                .bind("person", person)
                .bind("cohort", ReferenceCohort.COHORT.value())
                .bind("pairing", pairing)
                .bind("pre", pre)
                .bind("post", post)
                .bind("pres", pres)
                .bind("posts", posts)
                .bind("duplicates", duplicates)
                .bind("nothing", new byte[0])
                .execute());
    }

    private UUID store(Map<String, Object> body, Instant receivedAt) {
        UUID id = new UUID(0x7000L, 0x8000000000000000L + ++count);
        run(tx -> {
            AssessmentRecord record = StoredCohort.assessment(id, body);
            assessments.store(tx, List.of(record));
            tx.handle()
                    .execute(
                            "update assessments set received_at = ? where id = ?",
                            receivedAt.atOffset(ZoneOffset.UTC),
                            id);
            scores.changed(tx, List.of(record));
        });
        return id;
    }

    private static Map<String, Object> body(UUID person, Phase phase, int attempt, Map<String, Object> more) {
        Map<String, Object> body = new LinkedHashMap<>(Map.of(
                "participant_id", person.toString(),
                "instrument", "weld_l2",
                "instrument_version", "1",
                "phase", phase.name(),
                "attempt", BigDecimal.valueOf(attempt),
                "started_at", "2026-09-30T09:00:00.000Z",
                "answers", Map.of("safety", BigDecimal.valueOf(7), "tools", BigDecimal.valueOf(9))));
        body.putAll(more);
        return JsonObject.of("", body).asMap();
    }

    void run(Consumer<Transaction> work) {
        database.inTransaction(tx -> {
            work.accept(tx);
            return null;
        });
    }
}
