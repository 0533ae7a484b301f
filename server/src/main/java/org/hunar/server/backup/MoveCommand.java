package org.hunar.server.backup;

import io.dropwizard.configuration.ConfigurationFactory;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Bootstrap;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.function.Function;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/**
 * {@code move config.yml NEW.yml FILE}: all there is from one database into another one, as from H2 to PostgreSQL, by way
 * of a backup. Broken off, it goes on when it is run again.
 *
 * @param <C> the configuration, of which only the {@link Site} is known here
 */
public final class MoveCommand<C extends Configuration> extends SiteCommand<C> {
    public MoveCommand(Class<C> configurationClass, Function<C, Site> site, BackupTools tools, PrintStream out) {
        super(
                "move",
                "moves all there is into another database, as from H2 to PostgreSQL",
                configurationClass,
                site,
                tools,
                out);
    }

    @Override
    public void configure(Subparser parser) {
        super.configure(parser);
        parser.addArgument("to").metavar("NEW.yml").help("settings with the database to move into, which is empty");
        parser.addArgument("backup").metavar("FILE").help("the backup by way of which it moves, and which stays");
    }

    @Override
    protected void run(Bootstrap<C> bootstrap, Namespace arguments, C configuration) throws Exception {
        Path file = Path.of(arguments.getString("backup"));
        C target = read(bootstrap, arguments.getString("to"));
        tools.backUpStopped(site(configuration), file);
        Manifest manifest = tools.restore(site(target), file, out::println);
        out.println("Moved: " + Summary.of(manifest) + ". Start the server with " + arguments.getString("to")
                + ", and never again with the old database");
        warn(manifest);
    }

    private C read(Bootstrap<C> bootstrap, String path) throws Exception {
        ConfigurationFactory<C> factory = bootstrap
                .getConfigurationFactoryFactory()
                .create(
                        getConfigurationClass(),
                        bootstrap.getValidatorFactory().getValidator(),
                        bootstrap.getObjectMapper(),
                        "dw");
        return factory.build(bootstrap.getConfigurationSourceProvider(), path);
    }

    @Override
    String undone(Namespace arguments) {
        return "Not moved";
    }
}
