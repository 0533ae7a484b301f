package org.hunar.server.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.json.Json;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.OperationId;
import org.hunar.server.storage.Transaction;

/** Reads from the log which merges hold; they are written like every operation, by {@code sync}. */
final class MergeDao {
    private static final String SELECT = """
            select e.entity_id, e.survivor, o.author, o.received_at, o.payload
              from entities e
              join operations o
                on o.programme = e.programme
               and o.op_id = e.merged_by
             where e.programme = :programme
            """;

    /** In the order in which they were made. */
    List<Merge> page(Transaction tx, ProgrammeId programme, OperationId after, int limit) {
        return tx.handle()
                .createQuery(SELECT + """
                           and e.merged_by > :after
                         order by e.merged_by
                         limit :limit
                        """)
                .bind("programme", programme.value())
                .bind("after", after.value())
                .bind("limit", limit)
                .map((row, context) -> merge(tx, row))
                .list();
    }

    Optional<Merge> find(Transaction tx, ProgrammeId programme, OperationId id) {
        return tx.handle()
                .createQuery(SELECT + " and e.merged_by = :id")
                .bind("programme", programme.value())
                .bind("id", id.value())
                .map((row, context) -> merge(tx, row))
                .findOne();
    }

    /** Who goes on for somebody; empty if it is the participant himself. */
    Optional<ParticipantId> survivor(Transaction tx, ParticipantId id) {
        return tx.handle()
                .createQuery("""
                        select survivor
                          from entities
                         where entity_id = :id
                           and survivor is not null
                        """)
                .bind("id", id.value())
                .mapTo(UUID.class)
                .findOne()
                .map(ParticipantId::new);
    }

    private static Merge merge(Transaction tx, ResultSet row) throws SQLException {
        return new Merge(
                new ParticipantId(row.getObject("entity_id", UUID.class)),
                new ParticipantId(row.getObject("survivor", UUID.class)),
                Operation.fromJson(Json.readObject(tx.seal().open(row.getString("payload")))),
                row.getString("author"),
                row.getObject("received_at", OffsetDateTime.class).toInstant());
    }
}
