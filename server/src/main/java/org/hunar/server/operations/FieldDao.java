package org.hunar.server.operations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.hunar.server.storage.Transaction;

/** What there is to be seen to, counted; each table belongs to another feature and is only read. */
final class FieldDao {
    Field read(Transaction tx) {
        return tx.handle().createQuery("""
                        select (select count(*) from held) as held,
                               (select count(*) from cases where status = 'OPEN') as open_cases,
                               (select count(*) from quarantine) as quarantined,
                               (select count(*) from uploads where received < size) as unfinished_uploads,
                               (select count(*) from lanes) as phones,
                               (select coalesce(sum(unsent), 0) from lanes) as unsent,
                               (select min(last_heard) from lanes where unsent > 0) as waiting_since
                        """).map((row, context) -> field(row)).one();
    }

    private static Field field(ResultSet row) throws SQLException {
        return new Field(
                row.getLong("held"),
                row.getLong("open_cases"),
                row.getLong("quarantined"),
                row.getLong("unfinished_uploads"),
                row.getLong("phones"),
                row.getLong("unsent"),
                Optional.ofNullable(row.getObject("waiting_since", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }
}
