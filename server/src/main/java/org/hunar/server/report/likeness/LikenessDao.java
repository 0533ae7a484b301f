package org.hunar.server.report.likeness;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.OperationKind;
import org.hunar.server.report.likeness.Entry.Half;
import org.hunar.server.storage.Rows;
import org.hunar.server.storage.Transaction;

/** Reads a roster to be compared with itself. */
final class LikenessDao {
    private static final String SELECT = """
            select p.id, p.cohort, p.doc, s.pairing
              from %s
              left join standings s
                on s.programme = p.programme
               and s.participant_id = p.id
            """;

    private static final int FETCH = 1000;

    /** Somebody of the roster, and which half of the pair there is. */
    record Person(UUID id, String cohort, Half half, JsonObject doc) {}

    /** Rises with every change of who has which half of a pair. */
    long version(Transaction tx, ProgrammeId programme) {
        return tx.handle()
                .createQuery("""
                        select coalesce((select version from report_heads where programme = :programme), 0)
                               + (select count(*) from report_changes where programme = :programme)
                        """)
                .bind("programme", programme.value())
                .mapTo(Long.class)
                .one();
    }

    /** Everybody on the roster: who was merged is not. */
    List<Entry> entries(Transaction tx, ProgrammeId programme) {
        NameForm.Reader names = new NameForm.Reader();
        return tx.handle()
                .createQuery(SELECT.formatted("participants p") + " where p.programme = :programme and not p.removed")
                .setFetchSize(FETCH)
                .bind("programme", programme.value())
                .map((row, context) -> person(tx, row))
                .map(person -> Entry.of(person.id(), person.cohort(), person.half(), person.doc(), names))
                .list();
    }

    /** Those of them who are on the roster. */
    List<Person> people(Transaction tx, ProgrammeId programme, Collection<UUID> ids) {
        return Rows.of(ids)
                .uuid("ids", Function.identity())
                .bindTo(tx.handle().createQuery(SELECT.formatted("""
                                unnest(cast(:ids as uuid array)) as wanted (id)
                                join participants p on p.programme = :programme and p.id = wanted.id and not p.removed
                                """)))
                .bind("programme", programme.value())
                .map((row, context) -> person(tx, row))
                .list();
    }

    /** Into whom each of these was ever merged, as {@code from/into}; if both are on the roster, it was taken back. */
    Set<String> mergedOnce(Transaction tx, ProgrammeId programme, Collection<UUID> ids) {
        return Rows.of(ids)
                .uuid("ids", Function.identity())
                .bindTo(tx.handle().createQuery("""
                                select entity_id, payload
                                  from operations
                                 where programme = :programme
                                   and entity_type = 'participant'
                                   and entity_id = any(:ids)
                                """))
                .bind("programme", programme.value())
                .map((row, context) ->
                        Operation.fromJson(Json.readObject(tx.seal().open(row.getString("payload")))))
                .stream()
                .filter(operation -> operation.kind() == OperationKind.MERGE)
                .map(operation ->
                        operation.entity().id() + "/" + operation.body().get("into"))
                .collect(Collectors.toSet());
    }

    private static Person person(Transaction tx, ResultSet row) throws SQLException {
        return new Person(
                row.getObject("id", UUID.class),
                row.getString("cohort"),
                Optional.ofNullable(row.getString("pairing")).map(Half::valueOf).orElse(Half.NONE),
                Json.readObject(tx.seal().open(row.getString("doc"))));
    }
}
