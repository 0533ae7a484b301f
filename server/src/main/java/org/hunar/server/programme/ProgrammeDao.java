package org.hunar.server.programme;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.hunar.model.json.Json;
import org.hunar.model.programme.Programme;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.storage.Dialect;
import org.hunar.server.storage.Transaction;
import org.jdbi.v3.core.statement.StatementContext;

/** The table {@code programmes}. */
final class ProgrammeDao {
    Optional<Stored<Programme>> find(Transaction tx, ProgrammeId code) {
        return tx.handle()
                .createQuery("select code, rev, doc from programmes where code = :code")
                .bind("code", code.value())
                .map(ProgrammeDao::programme)
                .findOne();
    }

    /** As {@link #find}, and keeps others from changing the programme until the transaction ends. */
    Optional<Stored<Programme>> lock(Transaction tx, ProgrammeId code) {
        return tx.handle()
                .createQuery("select code, rev, doc from programmes where code = :code for update")
                .bind("code", code.value())
                .map(ProgrammeDao::programme)
                .findOne();
    }

    /**
     * As {@link #lock}, beside others who only do the same. On H2 a server lets only one transaction write at a time, and
     * there is no such lock.
     */
    Optional<Stored<Programme>> share(Transaction tx, ProgrammeId code) {
        String lock = tx.dialect() == Dialect.H2 ? "" : " for share";
        return tx.handle()
                .createQuery("select code, rev, doc from programmes where code = :code" + lock)
                .bind("code", code.value())
                .map(ProgrammeDao::programme)
                .findOne();
    }

    List<Stored<Programme>> all(Transaction tx) {
        return tx.handle()
                .createQuery("select code, rev, doc from programmes order by code")
                .map(ProgrammeDao::programme)
                .list();
    }

    /** @param only the programmes among which to look; empty for all */
    List<Stored<Programme>> page(Transaction tx, Optional<List<ProgrammeId>> only, String after, int limit) {
        return tx.handle()
                .createQuery("""
                        select code, rev, doc
                        from programmes
                        where code > :after
                          and (:all or code = any(cast(:only as varchar array)))
                        order by code
                        limit :limit
                        """)
                .bind("after", after)
                .bind("all", only.isEmpty())
                .bind(
                        "only",
                        only.orElse(List.of()).stream().map(ProgrammeId::value).toArray(String[]::new))
                .bind("limit", limit)
                .map(ProgrammeDao::programme)
                .list();
    }

    void insert(Transaction tx, Programme programme, long rev) {
        tx.handle()
                .createUpdate("insert into programmes (code, rev, doc) values (:code, :rev, :doc)")
                .bind("code", programme.code().value())
                .bind("rev", rev)
                .bind("doc", Json.write(programme.toJson()))
                .execute();
    }

    void update(Transaction tx, Programme programme, long rev) {
        tx.handle()
                .createUpdate("update programmes set rev = :rev, doc = :doc where code = :code")
                .bind("code", programme.code().value())
                .bind("rev", rev)
                .bind("doc", Json.write(programme.toJson()))
                .execute();
    }

    private static Stored<Programme> programme(ResultSet row, StatementContext context) throws SQLException {
        ProgrammeId code = new ProgrammeId(row.getString("code"));
        return Stored.found(Programme.fromJson(code, Json.readObject(row.getString("doc"))), row.getLong("rev"));
    }
}
