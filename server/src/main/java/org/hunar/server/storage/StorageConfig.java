package org.hunar.server.storage;

import io.dropwizard.db.DataSourceFactory;
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
    }
}
