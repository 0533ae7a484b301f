package org.hunar.server.assessment;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.instrument.InstrumentId;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.json.Json;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.Phase;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.HybridTimestamp;
import org.hunar.server.storage.Rows;
import org.hunar.server.storage.Transaction;
import org.jdbi.v3.core.statement.Query;

/** Pages are ordered by all columns of the index that has them: by the id alone, H2 reads and sorts the whole programme. */
final class AssessmentDao {
    private static final String SELECT = """
            select a.programme, a.id, a.cohort, a.participant_id, a.instrument, a.instrument_version, a.phase,
                   a.attempt, a.status, a.started_at, a.completed_at, a.first_hlc, a.captured_by,
                   a.received_at, a.captured_at, a.rev, a.doc
              from assessments a
            """;

    Map<AssessmentId, AssessmentRecord> find(Transaction tx, Collection<AssessmentId> ids) {
        return among(tx, SELECT + " where a.id = any(:ids)", ids, AssessmentId::value).stream()
                .collect(Collectors.toMap(AssessmentRecord::id, Function.identity()));
    }

    List<AssessmentRecord> ofParticipants(Transaction tx, Collection<ParticipantId> participants) {
        return among(
                tx, SELECT + " where a.participant_id = any(:ids) order by a.id", participants, ParticipantId::value);
    }

    List<ClaimedAttempt> attempts(Transaction tx, Collection<ParticipantId> participants) {
        return participants.isEmpty()
                ? List.of()
                : Rows.of(participants)
                        .uuid("ids", ParticipantId::value)
                        .bindTo(tx.handle().createQuery("""
                                select programme, id, participant_id, instrument, instrument_version, phase, attempt, status,
                                       first_hlc
                                  from assessments
                                 where participant_id = any(:ids)
                                 order by id
                                """))
                        .map((row, context) -> attempt(row))
                        .list();
    }

    List<AssessmentRecord> ofInstrument(
            Transaction tx, ProgrammeId programme, InstrumentVersion version, AssessmentId after, int limit) {
        return list(tx.handle()
                .createQuery(SELECT + """
                                  where a.programme = :programme
                                    and a.instrument = :instrument
                                    and a.instrument_version = :version
                                    and a.id > :after
                                  order by a.programme, a.instrument, a.instrument_version, a.id
                                  limit :limit
                                """)
                .bind("programme", programme.value())
                .bind("instrument", version.instrument().value())
                .bind("version", version.version())
                .bind("after", after.value())
                .bind("limit", limit));
    }

    /** @param late whether only those that came after their cohort had closed, or only the others; absent for all */
    List<AssessmentRecord> page(
            Transaction tx, ProgrammeId programme, Optional<Boolean> late, AssessmentId after, int limit) {
        return list(tx.handle()
                .createQuery(SELECT
                        + """
                                  where a.programme = :programme
                                    and a.id > :after
                                    %s
                                  order by a.programme, a.id
                                  limit :limit
                                """.formatted(late.map(AssessmentDao::condition).orElse("")))
                .bind("programme", programme.value())
                .bind("after", after.value())
                .bind("limit", limit));
    }

    private static String condition(boolean late) {
        return "and " + (late ? "" : "not ")
                + "exists (select 1 from cohorts c where c.code = a.cohort and a.received_at > c.closes_at)";
    }

    void store(Transaction tx, Collection<AssessmentRecord> records) {
        Rows.of(records)
                .text("programme", each -> each.programme().value())
                .uuid("id", each -> each.id().value())
                .text("cohort", each -> each.cohort().value())
                .uuid("participant", each -> each.participant().value())
                .text("instrument", each -> each.instrument().instrument().value())
                .text("version", each -> each.instrument().version())
                .text("phase", each -> each.phase().name())
                .number("attempt", each -> (long) each.attempt())
                .text("status", each -> each.status().name())
                .time("started", each -> each.startedAt().orElse(null))
                .time("completed", each -> each.completedAt().orElse(null))
                .text("first_hlc", each -> each.firstHlc().text())
                .text("captured_by", AssessmentRecord::capturedBy)
                .time("received", each -> each.receivedAt().orElse(null))
                .time("captured", each -> each.capturedAt().orElse(null))
                .number("rev", AssessmentRecord::rev)
                .text("doc", each -> Json.write(each.doc()))
                .execute(tx, """
                        merge into assessments a
                        using (
                            select *
                              from unnest(
                                cast(:programme as varchar array), cast(:id as uuid array),
                                cast(:cohort as varchar array), cast(:participant as uuid array),
                                cast(:instrument as varchar array), cast(:version as varchar array),
                                cast(:phase as varchar array), cast(:attempt as bigint array),
                                cast(:status as varchar array), cast(:started as timestamp with time zone array),
                                cast(:completed as timestamp with time zone array),
                                cast(:first_hlc as varchar array), cast(:captured_by as varchar array),
                                cast(:received as timestamp with time zone array),
                                cast(:captured as timestamp with time zone array),
                                cast(:rev as bigint array), cast(:doc as varchar array))
                              as rows (programme, id, cohort, participant, instrument, version, phase, attempt,
                                       status, started, completed, first_hlc, captured_by, received, captured, rev,
                                       doc)
                        ) n
                        on a.programme = n.programme and a.id = n.id
                        when matched then update
                         set cohort = n.cohort,
                             participant_id = n.participant,
                             instrument = n.instrument,
                             instrument_version = n.version,
                             phase = n.phase,
                             attempt = n.attempt,
                             status = n.status,
                             started_at = n.started,
                             completed_at = n.completed,
                             first_hlc = n.first_hlc,
                             captured_by = n.captured_by,
                             received_at = n.received,
                             captured_at = n.captured,
                             rev = n.rev,
                             doc = n.doc,
                             changed_at = current_timestamp
                        when not matched then
                            insert (programme, id, cohort, participant_id, instrument, instrument_version, phase,
                                    attempt, status, started_at, completed_at, first_hlc, captured_by, received_at,
                                    captured_at, rev, doc)
                            values (n.programme, n.id, n.cohort, n.participant, n.instrument, n.version, n.phase,
                                    n.attempt, n.status, n.started, n.completed, n.first_hlc, n.captured_by, n.received,
                                    n.captured, n.rev, n.doc)
                        """);
    }

    private static <T> List<AssessmentRecord> among(
            Transaction tx, String sql, Collection<T> ids, Function<T, UUID> value) {
        return ids.isEmpty()
                ? List.of()
                : list(Rows.of(ids).uuid("ids", value).bindTo(tx.handle().createQuery(sql)));
    }

    private static List<AssessmentRecord> list(Query query) {
        return query.map((row, context) -> record(row)).list();
    }

    private static AssessmentRecord record(ResultSet row) throws SQLException {
        return new AssessmentRecord(
                new ProgrammeId(row.getString("programme")),
                new AssessmentId(row.getObject("id", UUID.class)),
                new CohortId(row.getString("cohort")),
                new ParticipantId(row.getObject("participant_id", UUID.class)),
                instrument(row),
                Phase.valueOf(row.getString("phase")),
                row.getInt("attempt"),
                AssessmentStatus.valueOf(row.getString("status")),
                instant(row, "started_at"),
                instant(row, "completed_at"),
                new HybridTimestamp(row.getString("first_hlc")),
                row.getString("captured_by"),
                instant(row, "received_at"),
                instant(row, "captured_at"),
                row.getLong("rev"),
                Json.readObject(row.getString("doc")).asMap());
    }

    private static ClaimedAttempt attempt(ResultSet row) throws SQLException {
        return new ClaimedAttempt(
                new ProgrammeId(row.getString("programme")),
                new AssessmentId(row.getObject("id", UUID.class)),
                new ParticipantId(row.getObject("participant_id", UUID.class)),
                instrument(row),
                Phase.valueOf(row.getString("phase")),
                row.getInt("attempt"),
                AssessmentStatus.valueOf(row.getString("status")),
                new HybridTimestamp(row.getString("first_hlc")));
    }

    private static InstrumentVersion instrument(ResultSet row) throws SQLException {
        return new InstrumentVersion(
                new InstrumentId(row.getString("instrument")), row.getString("instrument_version"));
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
