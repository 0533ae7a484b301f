package org.hunar.server.operations;

import io.dropwizard.db.DataSourceFactory;
import java.util.List;
import javax.sql.DataSource;
import org.hunar.server.storage.IdentityConfig;
import org.hunar.server.storage.RefusedToStartException;
import org.hunar.server.storage.SealReport;
import org.hunar.server.storage.SealedColumn;

/** Under which key the names are, and how many are not yet. */
final class SealCheck implements Check {
    private static final String SUBJECT = "names";

    private final DataSourceFactory config;
    private final IdentityConfig identity;
    private final List<SealedColumn> columns;

    SealCheck(DataSourceFactory config, IdentityConfig identity, List<SealedColumn> columns) {
        this.config = config;
        this.identity = identity;
        this.columns = columns;
    }

    /** Nothing where the database cannot be asked or is not up to date: its own line says why. */
    @Override
    public List<Finding> look() {
        return DatabaseCheck.upToDate(config)
                .map(source -> List.of(finding(source)))
                .orElse(List.of());
    }

    private Finding finding(DataSource source) {
        try {
            SealReport report = SealReport.of(source, identity, columns);
            String left = report.left() == 0
                    ? "all are under it"
                    : report.left() + " values are under an earlier one: the server puts them under this one by itself";
            return Finding.ok(SUBJECT, "the key in use is " + report.key() + "; " + left);
        } catch (RefusedToStartException e) {
            return Finding.wrong(SUBJECT, e.getMessage(), "put the key file back from where its copy is kept");
        }
    }
}
