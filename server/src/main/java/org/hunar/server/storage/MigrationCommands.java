package org.hunar.server.storage;

import io.dropwizard.core.Configuration;
import io.dropwizard.db.PooledDataSourceFactory;
import io.dropwizard.migrations.MigrationsBundle;
import java.util.function.Function;

/** The commands {@code db migrate}, {@code db status} and the like. */
public final class MigrationCommands<C extends Configuration> extends MigrationsBundle<C> {
    private final Function<C, StorageConfig> section;

    /** @param section of the configuration that holds the database */
    public MigrationCommands(Function<C, StorageConfig> section) {
        this.section = section;
        // the commands open the database by themselves, past StorageFeature
        Migrations.keepToOurselves();
        DurableFilePath.register();
    }

    @Override
    public PooledDataSourceFactory getDataSourceFactory(C configuration) {
        StorageConfig database = section.apply(configuration);
        database.setDriverClass(Dialect.of(database.getUrl()).driver());
        return database;
    }

    @Override
    public String getMigrationsFileName() {
        return Migrations.CHANGELOG;
    }
}
