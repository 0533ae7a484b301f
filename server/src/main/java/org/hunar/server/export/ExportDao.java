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

    /** The next assessments by id that are wanted; those written since, or whose score was. */
    List<AssessmentId> assessments(Transaction tx, Selection selection, AssessmentId after, int limit) {
        Bounds bounds = Bounds.ofAssessments(selection.bounds());
        return tx.handle()
                .createQuery("""
                        select a.id
                          from assessments a
                         where a.programme = :programme
                           and a.id > :after
                           and (cast(:to as uuid) is null or a.id <= cast(:to as uuid))
                           and (cast(:since as timestamp with time zone) is null
                                or a.changed_at >= cast(:since as timestamp with time zone)
                                or exists (
                                  select 1
                                    from scores s
                                   where s.programme = a.programme
                                     and s.assessment_id = a.id
                                     and s.changed_at >= cast(:since as timestamp with time zone)))
                           %s
                         order by a.id
                         limit :limit
                        """.formatted(bounds.conditions()))
                .bind("programme", selection.programme().value())
                .bind("after", after.value())
                .bind("to", selection.to().orElse(null))
                .bind("since", time(selection.since()))
                .bind("limit", limit)
                .bindMap(bounds.values())
                .mapTo(UUID.class)
                .map(AssessmentId::new)
                .list();
    }

    /**
     * The value of a column at that place of its order, among those that have one.
     *
     * @param column a time or a whole number of assessments, as {@link Bounds#ordered} has it
     */
    Optional<Object> edge(Transaction tx, Selection selection, String column, boolean descending, long place) {
        Bounds bounds = Bounds.ofAssessments(selection.bounds());
        return tx.handle()
                .createQuery("""
                        select %1$s as edge
                          from assessments a
                         where a.programme = :programme
                           and %1$s is not null
                           %2$s
                         order by %1$s %3$s
                         limit 1
                        offset :place
                        """.formatted(column, bounds.conditions(), descending ? "desc" : "asc"))
                .bind("programme", selection.programme().value())
                .bind("place", place)
                .bindMap(bounds.values())
                .map((row, context) -> row.getObject("edge") instanceof Number number
                        ? (Object) number.longValue()
                        : row.getObject("edge", OffsetDateTime.class).toInstant())
                .findOne();
    }

    /** The next participants by id: those on the roster; or those written since, removed ones too. */
    List<ParticipantId> participants(Transaction tx, Selection selection, UUID after, int limit) {
        return tx.handle()
                .createQuery("""
                        select id
                          from participants
                         where programme = :programme
                           and id > :after
                           and (cast(:to as uuid) is null or id <= cast(:to as uuid))
                           and (cast(:since as timestamp with time zone) is null and not removed
                                or changed_at >= cast(:since as timestamp with time zone))
                         order by id
                         limit :limit
                        """)
                .bind("programme", selection.programme().value())
                .bind("after", after)
                .bind("to", selection.to().orElse(null))
                .bind("since", time(selection.since()))
                .bind("limit", limit)
                .mapTo(UUID.class)
                .map(ParticipantId::new)
                .list();
    }

    private static OffsetDateTime time(Optional<Instant> at) {
        return at.map(each -> each.atOffset(ZoneOffset.UTC)).orElse(null);
    }
}
