package org.hunar.server.testing;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.instrument.ScoringKey;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.Phase;
import org.hunar.model.programme.Programme;
import org.hunar.model.sync.HybridTimestamp;
import org.hunar.server.assessment.AssessmentRecord;
import org.hunar.server.assessment.AssessmentStatus;
import org.hunar.server.assessment.Assessments;
import org.hunar.server.participant.ParticipantRecord;
import org.hunar.server.participant.Participants;
import org.hunar.server.storage.Transaction;

/** Puts the {@link ReferenceCohort} into a database, past HTTP and sync, for tests of what is computed from it. */
public final class StoredCohort {
    private StoredCohort() {}

    public static void storeProgramme(Transaction tx, Programme programme) {
        tx.handle()
                .createUpdate("insert into programmes (code, rev, doc) values (:code, 1, :doc)")
                .bind("code", programme.code().value())
                .bind("doc", Json.write(programme.toJson()))
                .execute();
    }

    public static void storeInstrument(Transaction tx) {
        InstrumentVersion id = ReferenceCohort.instrument().id();
        tx.handle()
                .createUpdate("""
                        insert into instruments (programme, code, version, published_at, hash, key_version, doc)
                        values (:programme, :code, :version, :now, '', 0, :doc)
                        """)
                .bind("programme", ReferenceCohort.PROGRAMME.value())
                .bind("code", id.instrument().value())
                .bind("version", id.version())
                .bind("now", Instant.EPOCH.atOffset(ZoneOffset.UTC))
                .bind("doc", Json.write(ReferenceCohort.instrument().toJson()))
                .execute();
        storeKey(tx, ReferenceCohort.key(), 1);
    }

    public static void storeKey(Transaction tx, ScoringKey key, int keyVersion) {
        storeDraft(tx, key, keyVersion);
        hold(tx, keyVersion);
    }

    /** A key that does not hold yet. */
    public static void storeDraft(Transaction tx, ScoringKey key, int keyVersion) {
        InstrumentVersion id = ReferenceCohort.instrument().id();
        tx.handle()
                .createUpdate("""
                        insert into scoring_keys (programme, code, version, key_version, made_at, made_by, doc)
                        values (:programme, :code, :version, :key_version, :now, 'test', :doc)
                        """)
                .bind("programme", ReferenceCohort.PROGRAMME.value())
                .bind("code", id.instrument().value())
                .bind("version", id.version())
                .bind("key_version", keyVersion)
                .bind("now", Instant.EPOCH.atOffset(ZoneOffset.UTC))
                .bind("doc", Json.write(key.toJson(ReferenceCohort.instrument())))
                .execute();
    }

    public static void hold(Transaction tx, int keyVersion) {
        tx.handle()
                .createUpdate("update instruments set key_version = :key_version")
                .bind("key_version", keyVersion)
                .execute();
    }

    public static void storeParticipants(Transaction tx, Participants participants) {
        participants.store(
                tx,
                ReferenceCohort.participants().entrySet().stream()
                        .map(each -> participant(each.getKey(), each.getValue()))
                        .toList());
    }

    /** Stores the assessments without telling anybody of it. */
    public static List<AssessmentRecord> storeAssessments(Transaction tx, Assessments assessments) {
        List<AssessmentRecord> records = ReferenceCohort.assessments().entrySet().stream()
                .map(each -> assessment(each.getKey(), each.getValue()))
                .toList();
        assessments.store(tx, records);
        return records;
    }

    public static ParticipantRecord participant(UUID id, Map<String, Object> body) {
        return new ParticipantRecord(
                ReferenceCohort.PROGRAMME, new ParticipantId(id), ReferenceCohort.COHORT, 1, false, body);
    }

    public static AssessmentRecord assessment(UUID id, Map<String, Object> body) {
        JsonObject json = JsonObject.of("", body);
        Optional<Instant> completedAt = json.optionalInstant("completed_at");
        return new AssessmentRecord(
                ReferenceCohort.PROGRAMME,
                new AssessmentId(id),
                ReferenceCohort.COHORT,
                json.as("participant_id", ParticipantId::of),
                InstrumentVersion.ofAssessment(json),
                json.oneOf("phase", Phase.class),
                (int) json.integer("attempt"),
                completedAt.isPresent() ? AssessmentStatus.COMPLETED : AssessmentStatus.IN_PROGRESS,
                json.optionalInstant("started_at"),
                completedAt,
                HybridTimestamp.of(1, 0, "5b0c1c3e"),
                "amna",
                Optional.empty(),
                Optional.empty(),
                1,
                body);
    }
}
