package org.hunar.server.programme;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hunar.model.json.Json;
import org.hunar.model.programme.Cohort;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.storage.Transaction;
import org.jdbi.v3.core.statement.StatementContext;

/** The table {@code cohorts}. */
final class CohortDao {
    List<Stored<Cohort>> find(Transaction tx, Collection<CohortId> codes) {
        return tx.handle()
                .createQuery("""
                        select code, programme, rev, doc
                        from cohorts
                        where code = any(cast(:codes as varchar array))
                        order by code
                        """)
                .bind("codes", codes.stream().map(CohortId::value).toArray(String[]::new))
                .map(CohortDao::cohort)
                .list();
    }

    /** The cohort, whichever programme it belongs to; others cannot change it until the transaction ends. */
    Optional<Stored<Cohort>> lock(Transaction tx, CohortId code) {
        return tx.handle()
                .createQuery("select code, programme, rev, doc from cohorts where code = :code for update")
                .bind("code", code.value())
                .map(CohortDao::cohort)
                .findOne();
    }

    List<Stored<Cohort>> of(Transaction tx, ProgrammeId programme) {
        return tx.handle()
                .createQuery("""
                        select code, programme, rev, doc
                        from cohorts
                        where programme = :programme
                        order by code
                        """)
                .bind("programme", programme.value())
                .map(CohortDao::cohort)
                .list();
    }

    /** @param only the cohorts among which to look; empty for all of the programme */
    List<Stored<Cohort>> page(
            Transaction tx, ProgrammeId programme, Optional<List<CohortId>> only, String after, int limit) {
        return tx.handle()
                .createQuery("""
                        select code, programme, rev, doc
                        from cohorts
                        where programme = :programme
                          and code > :after
                          and (:all or code = any(cast(:only as varchar array)))
                        order by programme, code
                        limit :limit
                        """)
                .bind("programme", programme.value())
                .bind("after", after)
                .bind("all", only.isEmpty())
                .bind(
                        "only",
                        only.orElse(List.of()).stream().map(CohortId::value).toArray(String[]::new))
                .bind("limit", limit)
                .map(CohortDao::cohort)
                .list();
    }

    void insert(Transaction tx, Cohort cohort, long rev) {
        tx.handle()
                .createUpdate("""
                        insert into cohorts (code, programme, rev, closes_at, doc)
                        values (:code, :programme, :rev, :closes_at, :doc)
                        """)
                .bind("code", cohort.code().value())
                .bind("programme", cohort.programme().value())
                .bind("rev", rev)
                .bind("closes_at", cohort.closesAt().orElse(null))
                .bind("doc", Json.write(cohort.toJson()))
                .execute();
    }

    void update(Transaction tx, Cohort cohort, long rev) {
        tx.handle()
                .createUpdate("update cohorts set rev = :rev, closes_at = :closes_at, doc = :doc where code = :code")
                .bind("code", cohort.code().value())
                .bind("rev", rev)
                .bind("closes_at", cohort.closesAt().orElse(null))
                .bind("doc", Json.write(cohort.toJson()))
                .execute();
    }

    private static Stored<Cohort> cohort(ResultSet row, StatementContext context) throws SQLException {
        Cohort cohort = Cohort.fromJson(
                new ProgrammeId(row.getString("programme")),
                new CohortId(row.getString("code")),
                Json.readObject(row.getString("doc")));
        return Stored.found(cohort, row.getLong("rev"));
    }
}
