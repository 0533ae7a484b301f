package org.hunar.server;

import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ServerCommand;
import net.sourceforge.argparse4j.inf.Namespace;
import org.hunar.server.storage.RefusedToStartException;

/** The command {@code server}: a refusal to start is a sentence for the operator, not a stack trace. */
final class StartCommand extends ServerCommand<ServerConfiguration> {
    StartCommand(ServerApplication application) {
        super(application);
    }

    @Override
    public void onError(Cli cli, Namespace namespace, Throwable thrown) {
        if (thrown instanceof RefusedToStartException || thrown instanceof ConfigurationException) {
            cli.getStdErr().println("Hunar does not start: " + thrown.getMessage());
        } else {
            super.onError(cli, namespace, thrown);
        }
    }
}
