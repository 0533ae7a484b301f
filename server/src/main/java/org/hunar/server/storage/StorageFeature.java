package org.hunar.server.storage;

import io.dropwizard.core.setup.Environment;
import io.dropwizard.db.DataSourceFactory;
import io.dropwizard.db.ManagedDataSource;
import io.dropwizard.jdbi3.JdbiHealthCheck;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import io.dropwizard.util.Duration;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** Opens the database of section {@code database}, with its tables up to date, its health watched, its end managed. */
public final class StorageFeature {
    /**
     * H2's own shutdown hook would close the database while requests under way still end; the end of the pool closes it.
     * H2's trace file would hold the rows that a failed statement spoke of. Where H2 writes anew into space that it had
     * used before, what it wrote cannot always be found again after a kill (decision 8): so it only ever writes at the
     * end of its file, which {@link Compaction} makes small again.
     */
    static final String H2_IN_A_SERVER = ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;REUSE_SPACE=FALSE";

    private static final Duration HEALTH_CHECK_TIMEOUT = Duration.seconds(5);

    private StorageFeature() {}

    /**
     * H2 is migrated here; PostgreSQL, which others may share, only by the command {@code db migrate}.
     *
     * @throws RefusedToStartException if the URL is not to be trusted, the tables are not up to date, or the key of the
     *     {@link Seal} is not that of the database
     */
    public static Database open(
            Environment environment,
            StorageConfig config,
            IdentityConfig identity,
            DatabaseUrl rule,
            Retry retry,
            SecureRandom random,
            InstantSource clock) {
        Dialect dialect = prepare(config, rule);
        Compaction.whereWorthwhile(config);
        ManagedDataSource source = config.build(environment.metrics(), "database");
        environment.lifecycle().manage(source);
        migrate(source, dialect);
        Seal seal = new IdentityKey(Jdbi.create(source), identity, random).seal();
        Optional<Replica> replica = config.replicaUrl().map(url -> replica(environment, config, url, source, clock));
        Database database = Database.ofServer(source, dialect, retry, seal, replica);
        environment.healthChecks().register("database", healthCheck(environment, database, config));
        return database;
    }

    private static Replica replica(
            Environment environment, StorageConfig config, String url, ManagedDataSource primary, InstantSource clock) {
        if (Dialect.of(config.getUrl()) != Dialect.POSTGRESQL || Dialect.of(url) != Dialect.POSTGRESQL) {
            throw new RefusedToStartException(
                    "database.replicaUrl is for PostgreSQL, with the replica of a PostgreSQL in database.url");
        }
        ManagedDataSource source = config.buildReplica(url, environment.metrics());
        environment.lifecycle().manage(source);
        Replica replica = new Replica(primary, source, config.replicaMaxLag(), clock);
        environment
                .lifecycle()
                .scheduledExecutorService("replica", true)
                .build()
                .scheduleWithFixedDelay(replica::look, 0, 1, TimeUnit.SECONDS);
        return replica;
    }

    /** Puts what is sealed under the key that closes whenever that is a new one. @param columns all that are sealed */
    public static void keepSealed(LifecycleEnvironment lifecycle, Database database, List<SealedColumn> columns) {
        lifecycle
                .scheduledExecutorService("resealing", true)
                .build()
                .scheduleWithFixedDelay(new Resealing(database, columns)::runOrLog, 1, 60, TimeUnit.MINUTES);
    }

    /** @throws RefusedToStartException if the URL is not to be trusted */
    static Dialect prepare(DataSourceFactory config, DatabaseUrl rule) {
        Dialect dialect = rule.check(config.getUrl());
        config.setDriverClass(dialect.driver());
        if (dialect == Dialect.H2) {
            DurableFilePath.register();
            config.setUrl(config.getUrl() + H2_IN_A_SERVER);
        }
        return dialect;
    }

    static void migrate(DataSource source, Dialect dialect) {
        RestoreMark.requireNone(source);
        if (dialect == Dialect.H2) {
            Migrations.update(source);
        } else {
            Migrations.requireCurrent(source);
        }
    }

    private static JdbiHealthCheck healthCheck(Environment environment, Database database, StorageConfig config) {
        return new JdbiHealthCheck(
                environment.getHealthCheckExecutorService(),
                config.getValidationQueryTimeout().orElse(HEALTH_CHECK_TIMEOUT),
                database.jdbi(),
                Optional.of("select 1"));
    }
}
