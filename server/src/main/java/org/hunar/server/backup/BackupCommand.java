package org.hunar.server.backup;

import io.dropwizard.core.Configuration;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ConfiguredCommand;
import io.dropwizard.core.setup.Bootstrap;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.function.Function;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import org.hunar.server.storage.RefusedToStartException;

/**
 * {@code backup config.yml FILE}: all there is in one file, while the server runs or not.
 *
 * @param <C> the configuration, of which only the {@link Site} is known here
 */
public final class BackupCommand<C extends Configuration> extends ConfiguredCommand<C> {
    private final Class<C> configurationClass;
    private final Function<C, Site> site;
    private final BackupTools tools;
    private final PrintStream out;

    public BackupCommand(Class<C> configurationClass, Function<C, Site> site, BackupTools tools, PrintStream out) {
        super("backup", "all there is in one file, while the server runs");
        this.configurationClass = configurationClass;
        this.site = site;
        this.tools = tools;
        this.out = out;
    }

    @Override
    protected Class<C> getConfigurationClass() {
        return configurationClass;
    }

    @Override
    public void configure(Subparser parser) {
        super.configure(parser);
        parser.addArgument("backup").metavar("FILE").help("to be made, or to be replaced by the new backup");
    }

    @Override
    protected void run(Bootstrap<C> bootstrap, Namespace arguments, C configuration) {
        Path file = Path.of(arguments.getString("backup"));
        Site of = site.apply(configuration);
        Manifest manifest = tools.backUp(of, file, out::println);
        out.println(file + " has all of " + manifest.madeAt() + ": " + Summary.of(manifest));
        Summary.warnings(manifest).forEach(out::println);
        out.println(Summary.whereTheKeyIs(of));
    }

    /** A refusal is one sentence for the operator, not a stack trace. */
    @Override
    public void onError(Cli cli, Namespace namespace, Throwable thrown) {
        if (thrown instanceof BackupException || thrown instanceof RefusedToStartException) {
            cli.getStdErr().println("No backup was made: " + thrown.getMessage());
        } else {
            super.onError(cli, namespace, thrown);
        }
    }
}
