package org.hunar.server.backup;

import io.dropwizard.core.Configuration;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ConfiguredCommand;
import java.io.PrintStream;
import java.util.function.Function;
import net.sourceforge.argparse4j.inf.Namespace;
import org.hunar.server.storage.RefusedToStartException;

/**
 * What the commands about backups have in common.
 *
 * @param <C> the configuration, of which only the {@link Site} is known here
 */
abstract class SiteCommand<C extends Configuration> extends ConfiguredCommand<C> {
    private final Class<C> configurationClass;
    private final Function<C, Site> site;
    protected final BackupTools tools;
    protected final PrintStream out;

    SiteCommand(
            String name,
            String description,
            Class<C> configurationClass,
            Function<C, Site> site,
            BackupTools tools,
            PrintStream out) {
        super(name, description);
        this.configurationClass = configurationClass;
        this.site = site;
        this.tools = tools;
        this.out = out;
    }

    @Override
    protected final Class<C> getConfigurationClass() {
        return configurationClass;
    }

    protected final Site site(C configuration) {
        return site.apply(configuration);
    }

    /** What has not been done if the command is refused; a sentence begins with it. */
    abstract String undone(Namespace arguments);

    protected final void warn(Manifest manifest) {
        Summary.warnings(manifest).forEach(out::println);
    }

    /** A refusal is one sentence for the operator, not a stack trace. */
    @Override
    public final void onError(Cli cli, Namespace arguments, Throwable thrown) {
        if (thrown instanceof BackupException || thrown instanceof RefusedToStartException) {
            cli.getStdErr().println(undone(arguments) + ": " + thrown.getMessage());
        } else {
            super.onError(cli, arguments, thrown);
        }
    }
}
