package org.hunar.server.storage;

import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/**
 * Under which key the names of a database are.
 *
 * @param key name of the key that closes
 * @param left values that are under an earlier one, or under none
 */
public record SealReport(String key, long left) {
    /**
     * Changes nothing, and makes no key.
     *
     * @throws RefusedToStartException if the key is missing, or cannot be used
     */
    public static SealReport of(DataSource source, IdentityConfig identity, List<SealedColumn> columns) {
        Jdbi jdbi = Jdbi.create(source);
        Seal seal = IdentityKey.existing(identity);
        long left = jdbi.withHandle(handle ->
                columns.stream().mapToLong(column -> column.left(handle, seal)).sum());
        return new SealReport(seal.keyName(), left);
    }
}
