package org.hunar.server;

import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ServerCommand;
import io.dropwizard.core.setup.Bootstrap;
import jakarta.validation.Validator;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import net.sourceforge.argparse4j.inf.Namespace;
import org.hunar.server.operations.Doctor;
import org.hunar.server.storage.RefusedToStartException;

/** The command {@code server}: a refusal to start is a sentence for the operator, not a stack trace. */
final class StartCommand extends ServerCommand<ServerConfiguration> {
    private final InstantSource clock;

    StartCommand(ServerApplication application, InstantSource clock) {
        super(application);
        this.clock = clock;
    }

    /** On another core the validator finds out what is to be validated in settings while they are read: a tenth of a start. */
    @Override
    public void run(Bootstrap<?> bootstrap, Namespace namespace) throws Exception {
        Validator validator = bootstrap.getValidatorFactory().getValidator();
        CompletableFuture.runAsync(() -> validator.validate(new ServerConfiguration()));
        super.run(bootstrap, namespace);
    }

    @Override
    protected void run(Bootstrap<ServerConfiguration> bootstrap, Namespace namespace, ServerConfiguration configuration)
            throws Exception {
        new Doctor(configuration.installation(), clock).requireFitToStart();
        super.run(bootstrap, namespace, configuration);
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
