package org.hunar.server.scoring;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.scoring.ScoreStatus;
import org.hunar.server.assessment.AssessmentRecord;
import org.hunar.server.instrument.Published;
import org.hunar.server.storage.Rows;
import org.hunar.server.storage.Transaction;

final class ScoreDao {

    void delete(Transaction tx, Collection<AssessmentRecord> assessments) {
        Rows.of(assessments)
                .text("programme", each -> each.programme().value())
                .uuid("id", each -> each.id().value())
                .execute(tx, """
                        merge into scores s
                        using (
                            select *
                              from unnest(cast(:programme as varchar array), cast(:id as uuid array))
                                as gone (programme, id)
                        ) g
                        on s.programme = g.programme and s.assessment_id = g.id
                        when matched then delete
                        """);
    }

    void insert(Transaction tx, Collection<AssessmentScore> scores) {
        Rows<ScoreRow> rows = Rows.of(scores.stream().flatMap(ScoreRow::of).toList());
        rows.text("programme", ScoreRow::programme)
                .uuid("assessment", ScoreRow::assessment)
                .text("scale", ScoreRow::scale)
                .text("status", each -> each.status().name())
                .decimal("points", ScoreRow::points)
                .decimal("max_points", ScoreRow::maxPoints)
                .number("key_version", each -> (long) each.keyVersion())
                .number("administered", each -> count(each, ScoreRow.Counts::administered))
                .number("answered", each -> count(each, ScoreRow.Counts::answered))
                .number("unanswered", each -> count(each, ScoreRow.Counts::unanswered))
                .number("correct", each -> count(each, ScoreRow.Counts::correct))
                .number("partial", each -> count(each, ScoreRow.Counts::partial))
                .number("wrong", each -> count(each, ScoreRow.Counts::wrong))
                .text("critical_failed", ScoreDao::criticalFailed)
                .execute(tx, """
                        insert into scores (programme, assessment_id, scale, status, points, max_points, key_version,
                                            administered, answered, unanswered, correct, partial, wrong,
                                            critical_failed)
                        select *
                          from unnest(
                            cast(:programme as varchar array), cast(:assessment as uuid array),
                            cast(:scale as varchar array), cast(:status as varchar array),
                            cast(:points as numeric(38,18) array), cast(:max_points as numeric(38,18) array),
                            cast(:key_version as bigint array), cast(:administered as bigint array),
                            cast(:answered as bigint array), cast(:unanswered as bigint array),
                            cast(:correct as bigint array), cast(:partial as bigint array),
                            cast(:wrong as bigint array), cast(:critical_failed as varchar array))
                        """);
    }

    /** Says of all scores of the instrument that this key gave them: of those that stay the same, too. */
    void scoredBy(Transaction tx, Published published) {
        tx.handle()
                .createUpdate("""
                        update scores
                           set key_version = :keyVersion, changed_at = current_timestamp
                         where programme = :programme
                           and assessment_id in (
                             select id
                               from assessments
                              where programme = :programme
                                and instrument = :code
                                and instrument_version = :version)
                           and key_version <> :keyVersion
                        """)
                .bind("keyVersion", published.keyVersion())
                .bind("programme", published.programme().value())
                .bind("code", published.instrument().id().instrument().value())
                .bind("version", published.instrument().id().version())
                .execute();
    }

    Map<AssessmentId, AssessmentScore> find(Transaction tx, Collection<AssessmentRecord> assessments) {
        if (assessments.isEmpty()) {
            return Map.of();
        }
        return Rows.of(assessments)
                .text("programme", each -> each.programme().value())
                .uuid("id", each -> each.id().value())
                .bindTo(tx.handle().createQuery("""
                                select s.programme, s.assessment_id, s.scale, s.status, s.points, s.max_points,
                                       s.key_version, s.administered, s.answered, s.unanswered, s.correct,
                                       s.partial, s.wrong, s.critical_failed
                                  from unnest(cast(:programme as varchar array), cast(:id as uuid array))
                                    as wanted (programme, id)
                                  join scores s on s.programme = wanted.programme and s.assessment_id = wanted.id
                                """))
                .map((row, context) -> row(row))
                .collect(Collectors.groupingBy(ScoreRow::assessment))
                .values()
                .stream()
                .map(ScoreRow::toScore)
                .collect(Collectors.toMap(AssessmentScore::assessment, score -> score));
    }

    private static ScoreRow row(ResultSet row) throws SQLException {
        String scale = row.getString("scale");
        return new ScoreRow(
                row.getString("programme"),
                row.getObject("assessment_id", UUID.class),
                scale,
                ScoreStatus.valueOf(row.getString("status")),
                decimal(row, "points"),
                decimal(row, "max_points"),
                row.getInt("key_version"),
                scale.equals(ScoreRow.TOTAL) ? counts(row) : null);
    }

    private static ScoreRow.Counts counts(ResultSet row) throws SQLException {
        return new ScoreRow.Counts(
                row.getInt("administered"),
                row.getInt("answered"),
                row.getInt("unanswered"),
                row.getInt("correct"),
                row.getInt("partial"),
                row.getInt("wrong"),
                criticalFailed(row.getString("critical_failed")));
    }

    private static List<String> criticalFailed(String codes) {
        return codes == null ? List.of() : List.of(codes.split(" "));
    }

    /** Null for none, and on the rows of skills. */
    private static String criticalFailed(ScoreRow row) {
        boolean failed = row.counts() != null && !row.counts().criticalFailed().isEmpty();
        return failed ? String.join(" ", row.counts().criticalFailed()) : null;
    }

    /** Without the zeros that fill up the column's 18 decimals. */
    private static BigDecimal decimal(ResultSet row, String column) throws SQLException {
        BigDecimal value = row.getBigDecimal(column);
        if (value == null) {
            return null;
        }
        BigDecimal shortest = value.stripTrailingZeros();
        return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
    }

    private static Long count(ScoreRow row, ToIntFunction<ScoreRow.Counts> which) {
        return row.counts() == null ? null : (long) which.applyAsInt(row.counts());
    }
}
