package org.hunar.server.sync;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import org.hunar.model.json.Json;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.problem.Violation;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.PushCode;
import org.hunar.server.storage.Rows;
import org.hunar.server.storage.Transaction;
import org.jdbi.v3.core.result.RowView;
import org.jdbi.v3.core.statement.Query;

/** What was refused, byte for byte. */
final class QuarantineDao {
    private static final byte[] NOTHING = {};
    private static final int FETCH = 100;

    /** Keeps what was refused; the same bytes of the same install once. */
    void keep(Transaction tx, Instant now, Collection<Refused> refused) {
        if (refused.isEmpty()) {
            return;
        }
        Rows.of(refused)
                .uuid("install", each -> each.batch().installId())
                .text("author", each -> each.batch().author())
                .text("sha256", Refused::sha256)
                .uuid("op", each -> each.id().orElse(null))
                .text("code", each -> each.code().name())
                .text(
                        "errors",
                        each -> Json.write(
                                each.errors().stream().map(Violation::toJson).toList()))
                .number("bytes", each -> (long) each.raw().length)
                .bytes("raw", each -> tx.seal().close(each.raw()))
                .bindTo(tx.handle().createUpdate("""
                                        insert into quarantine
                                               (install_id, raw_sha256, op_id, author, received_at, code, errors, bytes, raw)
                                        select install_id, sha256, op_id, author, :now, code, errors, bytes, raw
                                          from unnest(
                                            cast(:install as uuid array), cast(:author as varchar array),
                                            cast(:sha256 as varchar array), cast(:op as uuid array),
                                            cast(:code as varchar array), cast(:errors as varchar array),
                                            cast(:bytes as bigint array), cast(:raw as bytea array))
                                            as rows (install_id, author, sha256, op_id, code, errors, bytes, raw)
                                         where not exists (
                                           select 1
                                             from quarantine q
                                            where q.install_id = rows.install_id
                                              and q.raw_sha256 = rows.sha256)
                                            on conflict do nothing
                                        """))
                .bind("now", now)
                .execute();
    }

    /** Newest first, those after a given one. */
    List<Quarantined> page(Transaction tx, Optional<Quarantined.Key> after, int limit) {
        String beyond = after.isPresent() ? "(received_at, install_id, raw_sha256) < (:at, :install, :sha256)" : "true";
        Query query = tx.handle().createQuery("""
                select install_id, raw_sha256, op_id, author, received_at, code, errors, coalesce(bytes, octet_length(raw)) as bytes
                  from quarantine
                 where %s
                 order by received_at desc, install_id desc, raw_sha256 desc
                 limit :limit
                """.formatted(beyond));
        after.ifPresent(key -> query.bind("at", key.receivedAt())
                .bind("install", key.installId())
                .bind("sha256", key.sha256()));
        return query.bind("limit", limit)
                .map((row, context) -> quarantined(row))
                .list();
    }

    Optional<byte[]> raw(Transaction tx, UUID installId, String sha256) {
        return tx.handle()
                .createQuery("select raw from quarantine where install_id = :install and raw_sha256 = :sha256")
                .bind("install", installId)
                .bind("sha256", sha256)
                .mapTo(byte[].class)
                .findOne()
                .map(tx.seal()::open);
    }

    private static Quarantined quarantined(ResultSet row) throws SQLException {
        return new Quarantined(
                new Quarantined.Key(
                        row.getObject("received_at", OffsetDateTime.class).toInstant(),
                        row.getObject("install_id", UUID.class),
                        row.getString("raw_sha256")),
                Optional.ofNullable(row.getObject("op_id", UUID.class)),
                row.getString("author"),
                row.getString("code"),
                (List<?>) Json.read(row.getString("errors")),
                row.getLong("bytes"));
    }

    /** Takes the bytes of whatever names somebody, and leaves the row. Returns how many it was. */
    int erase(Transaction tx, Mentions mentions) {
        List<Quarantined.Key> naming = naming(
                tx,
                mentions,
                (row, raw) -> Optional.of(new Quarantined.Key(
                        row.getColumn("received_at", OffsetDateTime.class).toInstant(),
                        row.getColumn("install_id", UUID.class),
                        row.getColumn("raw_sha256", String.class))));
        Rows.of(naming)
                .uuid("install", Quarantined.Key::installId)
                .text("sha256", Quarantined.Key::sha256)
                .bytes("raw", each -> tx.seal().close(NOTHING))
                .execute(tx, """
                        merge into quarantine q
                        using (
                            select *
                              from unnest(
                                cast(:install as uuid array), cast(:sha256 as varchar array), cast(:raw as bytea array))
                              as rows (install_id, raw_sha256, raw)
                        ) n
                        on q.install_id = n.install_id and q.raw_sha256 = n.raw_sha256
                        when matched then update set raw = n.raw, errors = '[]'
                        """);
        return naming.size();
    }

    /** The operations that were refused and name somebody; what cannot be read as one is none. */
    List<Operation> operationsNaming(Transaction tx, Mentions mentions) {
        return naming(tx, mentions, (row, raw) -> operation(raw));
    }

    private static <T> List<T> naming(
            Transaction tx, Mentions mentions, BiFunction<RowView, byte[], Optional<T>> reader) {
        return tx.handle()
                .createQuery("select received_at, install_id, raw_sha256, raw from quarantine")
                .setFetchSize(FETCH)
                .reduceRows(new ArrayList<>(), (found, row) -> {
                    byte[] raw = tx.seal().open(row.getColumn("raw", byte[].class));
                    if (mentions.in(raw)) {
                        reader.apply(row, raw).ifPresent(found::add);
                    }
                    return found;
                });
    }

    private static Optional<Operation> operation(byte[] raw) {
        try {
            return Optional.of(Operation.fromJson(Json.readObject(raw)));
        } catch (InvalidException e) {
            return Optional.empty();
        }
    }

    /**
     * Something refused.
     *
     * @param batch with which it came
     * @param operation if it could be read as one
     */
    record Refused(
            Batch batch,
            String sha256,
            Optional<UUID> id,
            Optional<Operation> operation,
            PushCode code,
            List<Violation> errors,
            byte[] raw) {
        /** That it came, without what it was. */
        Refused erased() {
            return new Refused(batch, sha256, id, operation, code, List.of(), NOTHING);
        }
    }
}
