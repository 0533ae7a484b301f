package org.hunar.server.storage;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.db.DataSourceFactory;
import io.dropwizard.db.ManagedDataSource;
import io.dropwizard.db.ManagedPooledDataSource;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MinDuration;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Section {@code database}: the keys of Dropwizard's connection pool, with defaults for an embedded database. */
public final class StorageConfig extends DataSourceFactory {
    @NotNull
    @JsonProperty
    private String replicaUrl = "";

    @NotNull
    @MinDuration(value = 1, unit = TimeUnit.SECONDS)
    @JsonProperty
    private Duration replicaMaxLag = Duration.seconds(10);

    public StorageConfig() {
        setUrl(DatabaseUrl.EXAMPLE);
        setUser("hunar");
        setPassword("");
        setInitialSize(2);
        setMinSize(2);
        setMaxSize(32);
        setMaxWaitForConnection(Duration.seconds(10));
        setValidationQuery("select 1");
        setCheckConnectionOnBorrow(true);
        // said once a connection, and not asked for at each transaction
        setDefaultTransactionIsolation(TransactionIsolation.READ_COMMITTED);
    }

    /** Of a streaming replica, which lets the same user in; empty if there is none. */
    public Optional<String> replicaUrl() {
        return Optional.of(replicaUrl).filter(url -> !url.isBlank());
    }

    java.time.Duration replicaMaxLag() {
        return replicaMaxLag.toJavaDuration();
    }

    /**
     * A pool of connections to the replica. None is opened at the start, and nobody waits for long: it may be away, and
     * then the primary is asked.
     */
    ManagedDataSource buildReplica(String url, MetricRegistry metrics) {
        StorageConfig replica = new StorageConfig();
        replica.setDriverClass(getDriverClass());
        replica.setUrl(url);
        replica.setUser(getUser());
        replica.setPassword(getPassword());
        replica.setInitialSize(0);
        replica.setMinSize(0);
        replica.setMaxSize(getMaxSize());
        replica.setMaxWaitForConnection(Duration.seconds(1));
        return replica.build(metrics, "replica");
    }

    /**
     * With a pool that looks at every connection before it lends it. H2 closes itself when the disk is full, PostgreSQL
     * may be restarted: a connection from before is of no use, and could be lent as if within a transaction.
     */
    @Override
    public ManagedDataSource build(MetricRegistry metrics, String name) {
        ManagedPooledDataSource pool = (ManagedPooledDataSource) super.build(metrics, name);
        pool.setValidationInterval(0);
        return pool;
    }
}
