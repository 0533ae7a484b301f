package org.hunar.server.report.pairing;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.programme.Phase;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.scoring.ScoreStatus;
import org.hunar.model.scoring.SkillScore;
import org.hunar.server.assessment.AssessmentStatus;
import org.hunar.server.report.pairing.Sitting.Attempt;
import org.hunar.server.storage.Transaction;

/** Reads the lists from how people stand, and what explains them. */
final class DeskDao {

    /**
     * Somebody on a list.
     *
     * @param doc the participant's fields
     * @param pre the PRE that counts
     * @param post the POST that counts
     * @param pres PREs among which it was chosen
     * @param posts POSTs among which it was chosen
     * @param duplicates assessments that claim an attempt that another has
     */
    record Person(
            UUID id,
            String cohort,
            JsonObject doc,
            Optional<UUID> pre,
            Optional<UUID> post,
            int pres,
            int posts,
            int duplicates) {}

    /** The people of a list by id. */
    List<Person> page(Transaction tx, ProgrammeId programme, DeskList list, Optional<UUID> after, int limit) {
        return tx.handle()
                .createQuery("""
                        select s.participant_id, s.pre, s.post, s.pre_eligible, s.post_eligible, s.duplicates,
                               p.cohort, p.doc
                          from standings s
                          join participants p
                            on p.programme = s.programme
                           and p.id = s.participant_id
                         where s.programme = :programme
                           and s.enrolled
                           and %s
                           and (cast(:after as uuid) is null or s.participant_id > cast(:after as uuid))
                         order by s.participant_id
                         limit :limit
                        """.formatted(condition(list)))
                .bind("programme", programme.value())
                .bind("after", after.orElse(null))
                .bind("limit", limit)
                .map((row, context) -> person(tx, row))
                .list();
    }

    private static String condition(DeskList list) {
        return switch (list) {
            case PRE_ONLY -> "s.pairing = 'PRE_ONLY'";
            case POST_ONLY -> "s.pairing = 'POST_ONLY'";
            case AMBIGUOUS -> "(s.duplicates > 0 or s.pre_eligible > 1 or s.post_eligible > 1)";
        };
    }

    /** Every PRE and POST of these people, in the order in which they were captured. */
    List<Sitting> sittings(Transaction tx, ProgrammeId programme, Collection<UUID> people) {
        return tx.handle()
                .createQuery("""
                        select a.id, a.participant_id, a.instrument, a.instrument_version, a.phase, a.attempt, a.status,
                               a.started_at, a.completed_at, a.captured_by, a.received_at, a.captured_at, c.closes_at,
                               s.status as score, s.points, s.max_points
                          from assessments a
                          left join cohorts c
                            on c.code = a.cohort
                          left join scores s
                            on s.programme = a.programme
                           and s.assessment_id = a.id
                           and s.scale = '*'
                         where a.participant_id = any(cast(:people as uuid array))
                           and a.programme = :programme
                           and a.phase in ('PRE', 'POST')
                         order by a.first_hlc, a.id
                        """)
                .bind("programme", programme.value())
                .bind("people", people.toArray(UUID[]::new))
                .map((row, context) -> sitting(row))
                .list();
    }

    /**
     * What the operations say that wait for a manager to accept them, and of which nothing has effect yet, so that there
     * is no assessment.
     */
    List<JsonObject> inReview(Transaction tx, ProgrammeId programme) {
        return tx.handle().createQuery("""
                        select c.candidates
                          from cases c
                         where c.programme = :programme
                           and c.kind = 'AUTHORITY_REVIEW'
                           and c.status = 'OPEN'
                           and c.entity_type = 'assessment'
                           and not exists (
                             select 1
                               from assessments a
                              where a.programme = c.programme
                                and a.id = c.entity_id)
                        """).bind("programme", programme.value()).mapTo(String.class).list().stream()
                .flatMap(text -> Json.readObject("{\"candidates\":" + text + "}").objects("candidates").stream())
                .flatMap(candidate -> candidate.optionalObject("value").stream())
                .toList();
    }

    private static Person person(Transaction tx, ResultSet row) throws SQLException {
        return new Person(
                row.getObject("participant_id", UUID.class),
                row.getString("cohort"),
                Json.readObject(tx.seal().open(row.getString("doc"))),
                Optional.ofNullable(row.getObject("pre", UUID.class)),
                Optional.ofNullable(row.getObject("post", UUID.class)),
                row.getInt("pre_eligible"),
                row.getInt("post_eligible"),
                row.getInt("duplicates"));
    }

    private static Sitting sitting(ResultSet row) throws SQLException {
        UUID participant = row.getObject("participant_id", UUID.class);
        return new Sitting(
                row.getObject("id", UUID.class),
                participant,
                new Attempt(
                        participant,
                        row.getString("instrument"),
                        Phase.valueOf(row.getString("phase")),
                        row.getInt("attempt")),
                row.getString("instrument_version"),
                AssessmentStatus.valueOf(row.getString("status")),
                time(row, "started_at"),
                time(row, "completed_at"),
                row.getString("captured_by"),
                time(row, "received_at"),
                time(row, "captured_at"),
                time(row, "closes_at"),
                Optional.ofNullable(row.getString("score")).map(ScoreStatus::valueOf),
                new SkillScore(decimal(row, "points"), decimal(row, "max_points")));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static Optional<BigDecimal> decimal(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getBigDecimal(column));
    }
}
