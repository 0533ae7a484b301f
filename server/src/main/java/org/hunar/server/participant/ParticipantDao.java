package org.hunar.server.participant;

import static org.hunar.model.sync.ParticipantFields.GENDER;
import static org.hunar.model.sync.ParticipantFields.NUMBER;
import static org.hunar.model.sync.ParticipantFields.ORGANISATION;
import static org.hunar.model.sync.ParticipantFields.PROVINCE;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hunar.model.json.Json;
import org.hunar.model.participant.Consent;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.storage.Rows;
import org.hunar.server.storage.Transaction;

/** The table {@code participants}. */
final class ParticipantDao {
    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final String SELECT = """
            select programme, id, cohort, rev, removed, doc
            from participants
            """;

    private static final String MERGE = """
            merge into participants p
            using (
              select t.programme, t.id, t.cohort, t.rev, t.removed,
                t.number, t.gender, t.province, t.organisation, t.consent, t.doc
              from unnest(
                cast(:programme as varchar array),
                cast(:id as uuid array),
                cast(:cohort as varchar array),
                cast(:rev as bigint array),
                cast(:removed as boolean array),
                cast(:number as varchar array),
                cast(:gender as varchar array),
                cast(:province as varchar array),
                cast(:organisation as varchar array),
                cast(:consent as varchar array),
                cast(:doc as varchar array))
              as t(programme, id, cohort, rev, removed, number, gender, province, organisation, consent, doc)
            ) s
            on p.programme = s.programme and p.id = s.id
            when matched then update
              set cohort = s.cohort,
                rev = s.rev,
                removed = s.removed,
                number = s.number,
                gender = s.gender,
                province = s.province,
                organisation = s.organisation,
                consent = s.consent,
                doc = s.doc,
                changed_at = current_timestamp
            when not matched then
              insert (programme, id, cohort, rev, removed, number, gender, province, organisation, consent, doc)
              values (s.programme, s.id, s.cohort, s.rev, s.removed,
                s.number, s.gender, s.province, s.organisation, s.consent, s.doc)
            """;

    /** Adds or replaces all in one statement. */
    void merge(Transaction tx, List<ParticipantRecord> records) {
        Rows.of(records)
                .text("programme", record -> record.programme().value())
                .uuid("id", record -> record.id().value())
                .text("cohort", record -> record.cohort().value())
                .number("rev", ParticipantRecord::rev)
                .flag("removed", ParticipantRecord::removed)
                .text("number", field(NUMBER))
                .text("gender", field(GENDER))
                .text("province", field(PROVINCE))
                .text("organisation", field(ORGANISATION))
                .text(
                        "consent",
                        record -> record.consent().map(ParticipantDao::named).orElse(null))
                .text("doc", record -> tx.seal().close(Json.write(record.doc())))
                .execute(tx, MERGE);
    }

    List<ParticipantRecord> find(Transaction tx, Collection<ParticipantId> ids) {
        return tx.handle()
                .createQuery(SELECT + "where id = any(cast(:ids as uuid array))")
                .bind("ids", ids.stream().map(ParticipantId::value).toArray(UUID[]::new))
                .map((row, context) -> participant(tx, row))
                .list();
    }

    List<ParticipantRecord> findByNumber(Transaction tx, ProgrammeId programme, Collection<String> numbers) {
        return tx.handle()
                .createQuery(SELECT + """
                        where programme = :programme
                          and number = any(cast(:numbers as varchar array))
                        """)
                .bind("programme", programme.value())
                .bind("numbers", numbers.toArray(String[]::new))
                .map((row, context) -> participant(tx, row))
                .list();
    }

    /** Those who are not removed, by id, at most {@code limit} after one. */
    List<ParticipantRecord> page(
            Transaction tx,
            ProgrammeId programme,
            Collection<CohortId> cohorts,
            Optional<ParticipantId> after,
            int limit) {
        return tx.handle()
                .createQuery(SELECT + """
                        where programme = :programme
                          and cohort = any(cast(:cohorts as varchar array))
                          and id > :after
                          and not removed
                        order by programme, id
                        fetch first :limit rows only
                        """)
                .bind("programme", programme.value())
                .bind("cohorts", cohorts.stream().map(CohortId::value).toArray(String[]::new))
                .bind("after", after.map(ParticipantId::value).orElse(BEFORE_ALL))
                .bind("limit", limit)
                .map((row, context) -> participant(tx, row))
                .list();
    }

    /** Those who withdrew it and are on the roster, or were. */
    List<ParticipantRecord> withdrawn(Transaction tx, ProgrammeId programme) {
        return tx.handle()
                .createQuery(SELECT + """
                        where programme = :programme
                          and consent = 'WITHDRAWN'
                        order by id
                        """)
                .bind("programme", programme.value())
                .map((row, context) -> participant(tx, row))
                .list();
    }

    private static String named(Consent consent) {
        return consent.stands() ? "GIVEN" : "WITHDRAWN";
    }

    void versions(Transaction tx, ProgrammeId programme, Collection<CohortId> cohorts, Consumer<String> line) {
        tx.handle()
                .createQuery("""
                        select id, rev
                        from participants
                        where programme = :programme
                          and cohort = any(cast(:cohorts as varchar array))
                          and not removed
                        order by id
                        """)
                .bind("programme", programme.value())
                .bind("cohorts", cohorts.stream().map(CohortId::value).toArray(String[]::new))
                .map((row, context) -> row.getObject("id", UUID.class) + " " + row.getLong("rev") + "\n")
                .forEach(line);
    }

    private static Function<ParticipantRecord, String> field(String name) {
        return record -> record.doc().get(name) instanceof String text ? text : null;
    }

    private static ParticipantRecord participant(Transaction tx, ResultSet row) throws SQLException {
        return new ParticipantRecord(
                new ProgrammeId(row.getString("programme")),
                new ParticipantId(row.getObject("id", UUID.class)),
                new CohortId(row.getString("cohort")),
                row.getLong("rev"),
                row.getBoolean("removed"),
                Json.readObject(tx.seal().open(row.getString("doc"))).asMap());
    }
}
