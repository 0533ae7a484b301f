package org.hunar.server.report;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.programme.LatePolicy;
import org.hunar.model.programme.Phase;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.scoring.ScoreStatus;
import org.hunar.model.scoring.SkillScore;
import org.hunar.server.report.statistics.ScoredAssessment;
import org.hunar.server.storage.Transaction;
import org.jdbi.v3.core.result.RowView;

/** Reads what reports are made of; writes nothing. */
final class ReportDao {

    /**
     * A number that rises with every change of what the report is made of. Each change raises a revision by one, and
     * nothing that has a revision is ever deleted, so their sum is such a number, and no counter need be shared by all who
     * write.
     */
    long dataVersion(Transaction tx, ProgrammeId programme) {
        return tx.handle()
                .createQuery("""
                        select coalesce(sum(rev), 0)
                          from (
                            select rev from programmes where code = :programme
                            union all
                            select rev from cohorts where programme = :programme
                            union all
                            select rev from participants where programme = :programme
                            union all
                            select rev from assessments where programme = :programme
                            union all
                            select key_version from instruments where programme = :programme
                          ) revisions
                        """)
                .bind("programme", programme.value())
                .mapTo(Long.class)
                .one();
    }

    /** How many people are on the roster. */
    long enrolled(Transaction tx, ProgrammeId programme) {
        return tx.handle()
                .createQuery("""
                        select count(*)
                          from participants
                         where programme = :programme
                           and not removed
                        """)
                .bind("programme", programme.value())
                .mapTo(Long.class)
                .one();
    }

    /**
     * All completed assessments of people on the roster, with their scores. Of two that claim to be the same attempt the
     * one captured first counts (sync protocol §5, DUPLICATE_ATTEMPT).
     *
     * @param late which of those count that came after their cohort had closed
     */
    Map<AssessmentId, ScoredAssessment> assessments(
            Transaction tx, ProgrammeId programme, LatePolicy late, Optional<GroupBy> groupBy) {
        Map<AssessmentId, Attempt> attempts = tx.handle()
                .createQuery("""
                        select a.id, a.participant_id, %s as people, a.phase, a.attempt, a.completed_at,
                               s.scale, s.status, s.points, s.max_points
                          from (
                            select id, participant_id, phase, attempt, completed_at,
                                   row_number() over (
                                     partition by participant_id, instrument, phase, attempt
                                     order by first_hlc, id) as claim
                              from assessments
                             where programme = :programme
                               and status = 'COMPLETED'
                               and phase in ('PRE', 'POST')
                               %s
                          ) a
                          join participants p
                            on p.programme = :programme
                           and p.id = a.participant_id
                           and not p.removed
                          join scores s
                            on s.programme = :programme
                           and s.assessment_id = a.id
                         where a.claim = 1
                        """.formatted(groupBy.map(ReportDao::column).orElse("null"), condition(late)))
                .bind("programme", programme.value())
                .reduceRows(new HashMap<>(), (byId, row) -> {
                    byId.computeIfAbsent(
                                    new AssessmentId(row.getColumn("id", UUID.class)), id -> Attempt.of(row, groupBy))
                            .addScale(row);
                    return byId;
                });
        Map<AssessmentId, ScoredAssessment> scored = new HashMap<>();
        attempts.forEach((id, attempt) -> scored.put(id, attempt.toScored()));
        return scored;
    }

    private static String condition(LatePolicy late) {
        String closedBefore = "and not exists (select 1 from cohorts c where c.code = assessments.cohort and ";
        return switch (late) {
            case COUNT -> "";
            case EXCLUDE_CAPTURED ->
                closedBefore + "c.closes_at < assessments.received_at and c.closes_at < assessments.captured_at)";
            case EXCLUDE -> closedBefore + "c.closes_at < assessments.received_at)";
        };
    }

    private static String column(GroupBy groupBy) {
        return switch (groupBy) {
            case COHORT -> "p.cohort";
            case PROVINCE -> "p.province";
            case GENDER -> "p.gender";
            case ORGANISATION -> "p.organisation";
        };
    }

    /** One assessment while its rows, one a scale, are put together. */
    private record Attempt(
            String participant,
            Optional<String> group,
            Phase phase,
            int number,
            Instant completedAt,
            ScoreStatus status,
            Map<String, Optional<Double>> percents) {

        static Attempt of(RowView row, Optional<GroupBy> groupBy) {
            return new Attempt(
                    row.getColumn("participant_id", UUID.class).toString(),
                    groupBy.map(by -> Optional.ofNullable(row.getColumn("people", String.class))
                            .orElse(GroupBy.NONE)),
                    Phase.valueOf(row.getColumn("phase", String.class)),
                    row.getColumn("attempt", Integer.class),
                    row.getColumn("completed_at", OffsetDateTime.class).toInstant(),
                    ScoreStatus.valueOf(row.getColumn("status", String.class)),
                    new HashMap<>());
        }

        void addScale(RowView row) {
            SkillScore score = new SkillScore(
                    Optional.ofNullable(row.getColumn("points", BigDecimal.class)),
                    Optional.ofNullable(row.getColumn("max_points", BigDecimal.class)));
            percents.put(row.getColumn("scale", String.class), score.percent());
        }

        ScoredAssessment toScored() {
            Map<String, Optional<Double>> skills = new HashMap<>(percents);
            Optional<Double> total = skills.remove(ScoredAssessment.ALL);
            return new ScoredAssessment(
                    participant,
                    group,
                    phase,
                    number,
                    Optional.of(completedAt),
                    status == ScoreStatus.COMPLETED,
                    skills,
                    total);
        }
    }
}
