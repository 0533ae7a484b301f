package org.hunar.server.demo;

import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import java.time.InstantSource;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** {@code demo}: the main job end to end, on a server of its own that is gone when it ends. */
public final class DemoCommand extends Command {
    private static final String KEEP = "keep";

    private final InstantSource clock;

    /** @param clock from which the phones' clocks go astray */
    public DemoCommand(InstantSource clock) {
        super("demo", "shows the main job end to end: phones offline, sync, scored report");
        this.clock = clock;
    }

    @Override
    public void configure(Subparser parser) {
        parser.addArgument("--keep")
                .dest(KEEP)
                .action(Arguments.storeTrue())
                .help("leave the server running afterwards, until Enter is pressed");
    }

    /** @throws DemoFailedException if something went otherwise than it should; the exit code is 1 then */
    @Override
    public void run(Bootstrap<?> bootstrap, Namespace arguments) throws Exception {
        Progress progress = new Progress(System.out, System.console() != null);
        try (ServerProcess server = ServerProcess.start(progress)) {
            FieldDay day = new FieldDay(server, clock, progress);
            day.run();
            if (arguments.getBoolean(KEEP)) {
                day.keepOpen();
            }
        }
        progress.say("Done in " + progress.seconds() + " s.");
    }

    @Override
    public void onError(Cli cli, Namespace arguments, Throwable failure) {
        if (failure instanceof DemoFailedException) {
            cli.getStdErr().println("The demo failed: " + failure.getMessage());
        } else {
            failure.printStackTrace(cli.getStdErr());
        }
    }
}
