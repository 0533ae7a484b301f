package org.hunar.server.storage;

import io.dropwizard.core.Configuration;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.db.PooledDataSourceFactory;
import io.dropwizard.migrations.DbCommand;
import java.util.function.Function;
import net.sourceforge.argparse4j.inf.Namespace;

/** The commands {@code db migrate}, {@code db status} and the like. */
public final class MigrationCommands<C extends Configuration> extends DbCommand<C> {
    /** @param section of the configuration that holds the database */
    public MigrationCommands(Class<C> type, Function<C, StorageConfig> section) {
        super("db", configuration -> opened(section.apply(configuration)), type, Migrations.CHANGELOG);
        // the commands open the database by themselves, past StorageFeature
        Migrations.keepToOurselves();
        DurableFilePath.register();
    }

    private static PooledDataSourceFactory opened(StorageConfig database) {
        database.setDriverClass(Dialect.of(database.getUrl()).driver());
        CommandDatabase.requireOpens(database);
        return database;
    }

    @Override
    public void onError(Cli cli, Namespace namespace, Throwable thrown) {
        if (thrown instanceof RefusedToStartException) {
            cli.getStdErr().println("The tables are as they were: " + thrown.getMessage());
        } else {
            super.onError(cli, namespace, thrown);
        }
    }
}
