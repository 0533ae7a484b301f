package org.hunar.server.export;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.storage.Dialect;
import org.hunar.server.storage.Transaction;

/** Finds what has changed, and says of which data an export speaks. */
final class ExportDao {
    /** H2 does not tell since when others have been writing; its writers take turns, and none takes as long as this. */
    private static final Duration LONGEST_WRITE = Duration.ofMinutes(10);

    /** Rises with every change of a document of the programme; beside it stand the scores, by the version of the report. */
    long documents(Transaction tx, ProgrammeId programme) {
        return tx.handle()
                .createQuery("""
                        select coalesce(sum(seq), 0)
                          from scopes
                         where scope = 'programme:' || :programme
                            or scope in (select 'cohort:' || code from cohorts where programme = :programme)
                        """)
                .bind("programme", programme.value())
                .mapTo(Long.class)
                .one();
    }

    /**
     * A time such that everything that a snapshot begun afterwards does not see will be written at it or later: the beginning
     * of the oldest transaction under way.
     */
    Instant settled(Transaction tx) {
        String sql = tx.dialect() == Dialect.H2 ? "select current_timestamp" : """
                        select least(min(xact_start), current_timestamp)
                          from pg_stat_activity
                         where datname = current_database()
                        """;
        Instant oldest =
                tx.handle().createQuery(sql).mapTo(OffsetDateTime.class).one().toInstant();
        return tx.dialect() == Dialect.H2 ? oldest.minus(LONGEST_WRITE) : oldest;
    }

    /** The next assessments by id that were written since, or whose score was. */
    List<AssessmentId> changedAssessments(
            Transaction tx, ProgrammeId programme, Instant since, AssessmentId after, int limit) {
        return tx.handle()
                .createQuery("""
                        select a.id
                          from assessments a
                         where a.programme = :programme
                           and a.id > :after
                           and (a.changed_at >= :since
                                or exists (
                                  select 1
                                    from scores s
                                   where s.programme = a.programme
                                     and s.assessment_id = a.id
                                     and s.changed_at >= :since))
                         order by a.id
                         limit :limit
                        """)
                .bind("programme", programme.value())
                .bind("after", after.value())
                .bind("since", since.atOffset(ZoneOffset.UTC))
                .bind("limit", limit)
                .mapTo(UUID.class)
                .map(AssessmentId::new)
                .list();
    }

    /** The next participants by id: those on the roster; or those written since, removed ones too. */
    List<ParticipantId> participants(
            Transaction tx, ProgrammeId programme, Optional<Instant> since, UUID after, int limit) {
        return tx.handle()
                .createQuery("""
                        select id
                          from participants
                         where programme = :programme
                           and id > :after
                           and (cast(:since as timestamp with time zone) is null and not removed
                                or changed_at >= cast(:since as timestamp with time zone))
                         order by id
                         limit :limit
                        """)
                .bind("programme", programme.value())
                .bind("after", after)
                .bind("since", since.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null))
                .bind("limit", limit)
                .mapTo(UUID.class)
                .map(ParticipantId::new)
                .list();
    }
}
