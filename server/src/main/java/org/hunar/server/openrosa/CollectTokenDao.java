package org.hunar.server.openrosa;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.UserName;
import org.hunar.server.storage.Transaction;

/** The table {@code collect_tokens}: rows are added and revoked, never deleted. */
final class CollectTokenDao {
    private static final String COLUMNS = """
            select id, token_hash, trainer, programme, cohorts, created_by, created_at, revoked_at, revoked_by
              from collect_tokens
            """;

    void insert(Transaction tx, CollectToken token) {
        tx.handle()
                .createUpdate("""
                        insert into collect_tokens (id, token_hash, trainer, programme, cohorts, created_by, created_at)
                        values (:id, :hash, :trainer, :programme, :cohorts, :by, :at)
                        """)
                .bind("id", token.id())
                .bind("hash", token.hash())
                .bind("trainer", token.trainer().value())
                .bind("programme", token.programme().value())
                .bind("cohorts", token.cohorts().stream().map(CohortId::value).collect(Collectors.joining(" ")))
                .bind("by", token.createdBy())
                .bind("at", token.createdAt())
                .execute();
    }

    Optional<CollectToken> ofHash(Transaction tx, String hash) {
        return tx.handle()
                .createQuery(COLUMNS + " where token_hash = :hash")
                .bind("hash", hash)
                .map((row, context) -> token(row))
                .findOne();
    }

    Optional<CollectToken> find(Transaction tx, UUID id) {
        return tx.handle()
                .createQuery(COLUMNS + " where id = :id")
                .bind("id", id)
                .map((row, context) -> token(row))
                .findOne();
    }

    /** Those of a programme, in the order of their ids, after one. */
    List<CollectToken> page(Transaction tx, ProgrammeId programme, Optional<UUID> after, int limit) {
        return tx.handle()
                .createQuery(COLUMNS + """
                         where programme = :programme
                           and (cast(:after as uuid) is null or id > cast(:after as uuid))
                         order by id
                         limit :limit
                        """)
                .bind("programme", programme.value())
                .bind("after", after.orElse(null))
                .bind("limit", limit)
                .map((row, context) -> token(row))
                .list();
    }

    void revoke(Transaction tx, UUID id, String by, Instant at) {
        tx.handle()
                .createUpdate("""
                        update collect_tokens
                           set revoked_at = :at,
                               revoked_by = :by
                         where id = :id
                           and revoked_at is null
                        """)
                .bind("id", id)
                .bind("by", by)
                .bind("at", at)
                .execute();
    }

    private static CollectToken token(ResultSet row) throws SQLException {
        return new CollectToken(
                row.getObject("id", UUID.class),
                row.getString("token_hash"),
                new UserName(row.getString("trainer")),
                new ProgrammeId(row.getString("programme")),
                Arrays.stream(row.getString("cohorts").split(" "))
                        .filter(code -> !code.isEmpty())
                        .map(CohortId::new)
                        .toList(),
                row.getString("created_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("revoked_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getString("revoked_by")));
    }
}
