package org.hunar.server.storage;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.db.DataSourceFactory;
import io.dropwizard.db.ManagedDataSource;
import io.dropwizard.db.ManagedPooledDataSource;
import io.dropwizard.util.Duration;

/** Section {@code database}: the keys of Dropwizard's connection pool, with defaults for an embedded database. */
public final class StorageConfig extends DataSourceFactory {
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
