package org.hunar.server.scoring;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.instrument.InstrumentId;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.assessment.AssessmentRecord;
import org.hunar.server.instrument.KeyListener.Effect;
import org.hunar.server.instrument.Published;
import org.hunar.server.storage.Rows;
import org.hunar.server.storage.Transaction;
import org.jdbi.v3.core.statement.SqlStatement;

/** The tables {@code scoring_runs} and {@code scoring_run_changes}. */
final class ScoringRunDao {
    private static final String OF_THE_RUN = """
             where programme = :programme
               and code = :code
               and version = :version
               and key_version = :keyVersion
            """;

    void begin(Transaction tx, Published draft, Instant at, String by) {
        bind(tx.handle().createUpdate("""
                        insert into scoring_runs (programme, code, version, key_version, started_at, started_by, total,
                                                  scored, position)
                        select :programme, :code, :version, :keyVersion, :at, :by, count(*), 0,
                               cast('00000000-0000-0000-0000-000000000000' as uuid)
                          from assessments
                         where programme = :programme
                           and instrument = :code
                           and instrument_version = :version
                        """), draft)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .bind("by", by)
                .execute();
    }

    /** The last assessment looked at; empty when the run is finished. No other goes on with it meanwhile. */
    Optional<AssessmentId> lockPosition(Transaction tx, Published draft) {
        return bind(
                        tx.handle()
                                .createQuery("select position from scoring_runs" + OF_THE_RUN
                                        + " and finished_at is null for update"),
                        draft)
                .mapTo(UUID.class)
                .findOne()
                .map(AssessmentId::new);
    }

    void advance(Transaction tx, Published draft, AssessmentId last, int assessments) {
        bind(
                        tx.handle()
                                .createUpdate("update scoring_runs set position = :last, scored = scored + :assessments"
                                        + OF_THE_RUN),
                        draft)
                .bind("last", last.value())
                .bind("assessments", assessments)
                .execute();
    }

    /** To be scored anew at the end of the run. */
    void note(Transaction tx, Published draft, Collection<AssessmentId> changed) {
        if (!changed.isEmpty()) {
            Rows.of(changed)
                    .uuid("ids", AssessmentId::value)
                    .bindTo(bind(tx.handle().createUpdate("""
                            insert into scoring_run_changes (programme, code, version, key_version, assessment_id)
                            select :programme, :code, :version, :keyVersion, id
                              from unnest(cast(:ids as uuid array)) as t (id)
                             order by id
                            on conflict do nothing
                            """), draft))
                    .execute();
        }
    }

    /** Notes changed assessments in the runs of their instruments that are under way, if there are any. */
    void noteInRuns(Transaction tx, Collection<AssessmentRecord> changed) {
        Rows.of(changed)
                .text("programme", each -> each.programme().value())
                .text("code", each -> each.instrument().instrument().value())
                .text("version", each -> each.instrument().version())
                .uuid("id", each -> each.id().value())
                .execute(tx, """
                        insert into scoring_run_changes (programme, code, version, key_version, assessment_id)
                        select r.programme, r.code, r.version, r.key_version, t.id
                          from unnest(cast(:programme as varchar array), cast(:code as varchar array),
                                      cast(:version as varchar array), cast(:id as uuid array))
                            as t (programme, code, version, id)
                          join scoring_runs r
                            on r.programme = t.programme and r.code = t.code and r.version = t.version
                           and r.finished_at is null
                         order by t.id
                        on conflict do nothing
                        """);
    }

    /** Those noted after the given one, in the order of ids. */
    List<AssessmentId> noted(Transaction tx, Published draft, AssessmentId after, int limit) {
        return bind(
                        tx.handle()
                                .createQuery("select assessment_id from scoring_run_changes" + OF_THE_RUN
                                        + " and assessment_id > :after order by assessment_id limit :limit"),
                        draft)
                .bind("after", after.value())
                .bind("limit", limit)
                .mapTo(UUID.class)
                .map(AssessmentId::new)
                .list();
    }

    /** From now on nothing is noted any more. */
    void end(Transaction tx, Published published, Instant at) {
        bind(tx.handle().createUpdate("update scoring_runs set finished_at = :at" + OF_THE_RUN), published)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .execute();
    }

    /** What an ended run did; what was noted is done. */
    void tell(Transaction tx, Published published, Effect effect) {
        bind(tx.handle().createUpdate("delete from scoring_run_changes" + OF_THE_RUN), published)
                .execute();
        bind(tx.handle().createUpdate("""
                        update scoring_runs
                           set changed_scores = :scores, changed_levels = :levels
                        """ + OF_THE_RUN), published)
                .bind("scores", effect.changedScores())
                .bind("levels", effect.changedLevels())
                .execute();
    }

    /** What a finished run did; empty while it is under way. */
    Optional<Effect> effect(Transaction tx, Published published) {
        return bind(
                        tx.handle()
                                .createQuery("select changed_scores, changed_levels from scoring_runs" + OF_THE_RUN
                                        + " and finished_at is not null"),
                        published)
                .map((row, context) -> new Effect(row.getLong("changed_scores"), row.getLong("changed_levels")))
                .findOne();
    }

    List<ScoringRun> of(Transaction tx, ProgrammeId programme) {
        return tx.handle()
                .createQuery("""
                        select code, version, key_version, started_at, started_by, total, scored, changed_scores,
                               changed_levels, finished_at
                          from scoring_runs
                         where programme = :programme
                         order by started_at desc, code, version, key_version desc
                        """)
                .bind("programme", programme.value())
                .map((row, context) -> run(row))
                .list();
    }

    private static ScoringRun run(ResultSet row) throws SQLException {
        Optional<Instant> finished = Optional.ofNullable(row.getObject("finished_at", OffsetDateTime.class))
                .map(OffsetDateTime::toInstant);
        return new ScoringRun(
                new InstrumentVersion(new InstrumentId(row.getString("code")), row.getString("version")),
                row.getInt("key_version"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getString("started_by"),
                row.getLong("total"),
                row.getLong("scored"),
                finished.isPresent()
                        ? Optional.of(new Effect(row.getLong("changed_scores"), row.getLong("changed_levels")))
                        : Optional.empty(),
                finished);
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Published published) {
        return statement
                .bind("programme", published.programme().value())
                .bind("code", published.instrument().id().instrument().value())
                .bind("version", published.instrument().id().version())
                .bind("keyVersion", published.keyVersion());
    }
}
