package org.hunar.server.device;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.UserName;
import org.hunar.server.storage.Transaction;

/** The table {@code enrolments}. */
final class EnrolmentDao {
    private static final String COLUMNS = """
            select id, code_hash, trainer, programme, cohorts, created_by, created_at, expires_at
              from enrolments
            """;

    void insert(Transaction tx, Enrolment enrolment) {
        tx.handle()
                .createUpdate("""
                        insert into enrolments
                               (id, code_hash, trainer, programme, cohorts, created_by, created_at, expires_at)
                        values (:id, :hash, :trainer, :programme, :cohorts, :by, :at, :expires)
                        """)
                .bind("id", enrolment.id())
                .bind("hash", enrolment.codeHash())
                .bind("trainer", enrolment.trainer().value())
                .bind("programme", enrolment.programme().value())
                .bind("cohorts", DeviceDao.joined(enrolment.cohorts()))
                .bind("by", enrolment.createdBy())
                .bind("at", enrolment.createdAt())
                .bind("expires", enrolment.expiresAt())
                .execute();
    }

    /** The enrolment of a code, kept from others until the transaction ends. */
    Optional<Enrolment> lock(Transaction tx, String codeHash) {
        return tx.handle()
                .createQuery(COLUMNS + " where code_hash = :hash for update")
                .bind("hash", codeHash)
                .map((row, context) -> enrolment(row))
                .findOne();
    }

    Optional<Enrolment> find(Transaction tx, UUID id) {
        return tx.handle()
                .createQuery(COLUMNS + " where id = :id")
                .bind("id", id)
                .map((row, context) -> enrolment(row))
                .findOne();
    }

    private static Enrolment enrolment(ResultSet row) throws SQLException {
        return new Enrolment(
                row.getObject("id", UUID.class),
                row.getString("code_hash"),
                new UserName(row.getString("trainer")),
                new ProgrammeId(row.getString("programme")),
                DeviceDao.cohorts(row.getString("cohorts")),
                row.getString("created_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }
}
