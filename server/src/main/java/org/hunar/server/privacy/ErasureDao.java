package org.hunar.server.privacy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.hunar.model.json.Json;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.storage.Rows;
import org.hunar.server.storage.Transaction;

/** The table {@code erasures}. */
final class ErasureDao {
    private static final String SELECT = """
            select programme, participant_id, erased_at, erased_by, reason, erased, proof
              from erasures
            """;
    private static final int FETCH = 1000;

    /** Those that are not there yet: the first proof holds. */
    void insert(Transaction tx, Collection<Erasure> erasures) {
        Rows.of(erasures)
                .text("programme", each -> each.programme().value())
                .uuid("id", each -> each.id().value())
                .time("at", Erasure::at)
                .text("by", Erasure::by)
                .text("reason", Erasure::reason)
                .text("erased", each -> Json.write(each.erased()))
                .text("proof", Erasure::proof)
                .execute(tx, """
                        insert into erasures (programme, participant_id, erased_at, erased_by, reason, erased, proof)
                        select *
                          from unnest(
                            cast(:programme as varchar array), cast(:id as uuid array),
                            cast(:at as timestamp with time zone array), cast(:by as varchar array),
                            cast(:reason as varchar array), cast(:erased as varchar array),
                            cast(:proof as varchar array))
                            as rows (programme, participant_id, erased_at, erased_by, reason, erased, proof)
                         where not exists (
                           select 1
                             from erasures e
                            where e.programme = rows.programme
                              and e.participant_id = rows.participant_id)
                            on conflict do nothing
                        """);
    }

    Optional<Erasure> find(Transaction tx, ProgrammeId programme, ParticipantId id) {
        return tx.handle()
                .createQuery(SELECT + " where programme = :programme and participant_id = :id")
                .bind("programme", programme.value())
                .bind("id", id.value())
                .map((row, context) -> erasure(row))
                .findOne();
    }

    List<Erasure> page(Transaction tx, ProgrammeId programme, Optional<ParticipantId> after, int limit) {
        return tx.handle()
                .createQuery(SELECT + """
                         where programme = :programme
                           and participant_id > :after
                         order by participant_id
                         fetch first :limit rows only
                        """)
                .bind("programme", programme.value())
                .bind("after", after.map(ParticipantId::value).orElse(new UUID(0, 0)))
                .bind("limit", limit)
                .map((row, context) -> erasure(row))
                .list();
    }

    /** All of them, without holding them all. */
    void forEach(Transaction tx, Consumer<Erasure> each) {
        tx.handle()
                .createQuery(SELECT + " order by programme, participant_id")
                .setFetchSize(FETCH)
                .map((row, context) -> erasure(row))
                .forEach(each);
    }

    private static Erasure erasure(ResultSet row) throws SQLException {
        return new Erasure(
                new ProgrammeId(row.getString("programme")),
                new ParticipantId(row.getObject("participant_id", UUID.class)),
                row.getObject("erased_at", OffsetDateTime.class).toInstant(),
                row.getString("erased_by"),
                row.getString("reason"),
                Json.readObject(row.getString("erased")).asMap(),
                row.getString("proof"));
    }
}
