package org.hunar.server.operations;

import io.dropwizard.db.DataSourceFactory;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.hunar.server.auth.AuditChain;
import org.hunar.server.auth.AuditHead;
import org.hunar.server.auth.AuditVerdict;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.DatabaseUrl;
import org.hunar.server.storage.Dialect;
import org.hunar.server.storage.Retry;
import org.hunar.server.storage.Seal;

/** Whether the audit is what was written: each entry holds the hash of the one before. */
final class AuditCheck implements Check {
    private static final String SUBJECT = "audit";

    private final DataSourceFactory config;
    private final Optional<AuditHead> noted;

    /** @param noted an earlier end of the audit, where one was noted */
    AuditCheck(DataSourceFactory config, Optional<AuditHead> noted) {
        this.config = config;
        this.noted = noted;
    }

    /** Nothing where the database cannot be asked or is not up to date: its own line says why. */
    @Override
    public List<Finding> look() {
        return DatabaseCheck.upToDate(config)
                .map(source -> List.of(finding(verdict(source, DatabaseUrl.DURABLE.check(config.getUrl())))))
                .orElse(List.of());
    }

    private AuditVerdict verdict(DataSource source, Dialect dialect) {
        Retry retry = new Retry(RandomGenerator.getDefault(), pause -> Thread.sleep(pause.toMillis()));
        return new AuditChain(Database.over(source, dialect, retry, Seal.none())).verify(noted);
    }

    private static Finding finding(AuditVerdict verdict) {
        return verdict.fault()
                .map(fault -> Finding.wrong(
                        SUBJECT,
                        fault,
                        "somebody wrote to the database past the server: keep a copy of it, compare the entry with the"
                                + " last backup or export, and change the password of the database"))
                .orElseGet(() -> Finding.ok(
                        SUBJECT,
                        verdict.entries() + " entries, unbroken; note elsewhere, for doctor --audit: "
                                + verdict.head()));
    }
}
