package org.hunar.server.storage;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.db.DataSourceFactory;
import io.dropwizard.db.ManagedDataSource;
import java.security.SecureRandom;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;

/** The database for the time of one command, opened as the server opens it. */
public final class CommandDatabase {
    private CommandDatabase() {}

    /**
     * @param config the section {@code database}
     * @param identity the section {@code identity}
     * @throws RefusedToStartException if the URL is not to be trusted, or the tables are not up to date
     */
    public static void use(
            DataSourceFactory config,
            IdentityConfig identity,
            DatabaseUrl rule,
            Retry retry,
            SecureRandom random,
            Consumer<Database> work)
            throws Exception {
        Dialect dialect = StorageFeature.prepare(config, rule);
        ManagedDataSource source = config.build(new MetricRegistry(), "command");
        source.start();
        try {
            StorageFeature.migrate(source, dialect);
            Seal seal = new IdentityKey(Jdbi.create(source), identity, random).seal();
            work.accept(Database.over(source, dialect, retry, seal));
        } finally {
            source.stop();
        }
    }
}
