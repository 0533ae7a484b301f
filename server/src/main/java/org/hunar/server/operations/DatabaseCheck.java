package org.hunar.server.operations;

import io.dropwizard.db.DataSourceFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.hunar.server.storage.DatabaseUrl;
import org.hunar.server.storage.Dialect;
import org.hunar.server.storage.Migrations;
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

    /** To ask more of it; empty where it cannot be asked or is not up to date, of which its own line says why. */
    static Optional<DataSource> upToDate(DataSourceFactory config) {
        try {
            Dialect dialect = DatabaseUrl.DURABLE.check(config.getUrl());
            return Optional.of(dialect == Dialect.H2 ? H2Check.readOnly(config) : PostgreSqlCheck.impatient(config))
                    .filter(DatabaseCheck::canBeAsked);
        } catch (RefusedToStartException e) {
            return Optional.empty();
        }
    }

    private static boolean canBeAsked(DataSource source) {
        try (Connection connection = source.getConnection()) {
            return connection != null && Migrations.missing(source) == 0;
        } catch (SQLException e) {
            return false;
        }
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
