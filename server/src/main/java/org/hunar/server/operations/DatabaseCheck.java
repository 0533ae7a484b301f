package org.hunar.server.operations;

import io.dropwizard.db.DataSourceFactory;
import java.time.InstantSource;
import java.util.List;
import org.hunar.server.storage.DatabaseUrl;
import org.hunar.server.storage.Dialect;
import org.hunar.server.storage.RefusedToStartException;

/** The database: trusted, there, up to date. */
final class DatabaseCheck implements Check {
    static final String SUBJECT = "database";

    private final DataSourceFactory config;
    private final InstantSource clock;

    DatabaseCheck(DataSourceFactory config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
    }

    @Override
    public List<Finding> look() {
        try {
            Dialect dialect = DatabaseUrl.DURABLE.check(config.getUrl());
            return dialect == Dialect.H2 ? new H2Check(config).look() : new PostgreSqlCheck(config, clock).look();
        } catch (RefusedToStartException e) {
            return List.of(Finding.wrong(SUBJECT, e.getMessage(), "correct database.url in config.yml"));
        }
    }
}
