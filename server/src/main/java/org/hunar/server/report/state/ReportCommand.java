package org.hunar.server.report.state;

import io.dropwizard.core.Configuration;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ConfiguredCommand;
import io.dropwizard.core.setup.Bootstrap;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import net.sourceforge.argparse4j.inf.Subparsers;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.http.ProblemException;
import org.hunar.server.storage.RefusedToStartException;

/**
 * {@code report verify config.yml [PROGRAMME]} says whether what is kept for reports is what all assessments and scores
 * say, and where not; {@code report rebuild config.yml [PROGRAMME]} makes it anew. Without a programme, of all.
 *
 * @param <C> the configuration, of which only what {@link Door} opens is known here
 */
public final class ReportCommand<C extends Configuration> extends ConfiguredCommand<C> {
    private final Class<C> configurationClass;
    private final Door<C> door;
    private final PrintStream out;

    /** Gives what is kept to some work, and closes what it had to open. */
    public interface Door<C> {
        void open(C configuration, Consumer<KeptState> work) throws Exception;
    }

    public ReportCommand(Class<C> configurationClass, Door<C> door, PrintStream out) {
        super("report", "verifies what is kept for reports, or makes it anew");
        this.configurationClass = configurationClass;
        this.door = door;
        this.out = out;
    }

    /** Something that is kept is wrong; exit code 1. */
    private static final class WrongException extends RuntimeException {
        private static final long serialVersionUID = 1;

        WrongException(long wrong) {
            super(wrong + " differences: \"report rebuild\" makes anew what is kept");
        }
    }

    @Override
    protected Class<C> getConfigurationClass() {
        return configurationClass;
    }

    @Override
    public void configure(Subparser parser) {
        Subparsers verbs = parser.addSubparsers().dest("verb");
        for (String verb : List.of("verify", "rebuild")) {
            Subparser each = verbs.addParser(verb)
                    .help(verb.equals("verify") ? "compares it with all assessments and scores" : "makes it anew");
            super.configure(each);
            each.addArgument("programme").nargs("?").metavar("PROGRAMME");
        }
    }

    @Override
    protected void run(Bootstrap<C> bootstrap, Namespace arguments, C configuration) throws Exception {
        boolean verify = arguments.getString("verb").equals("verify");
        Optional<ProgrammeId> only =
                Optional.ofNullable(arguments.getString("programme")).map(ProgrammeId::new);
        door.open(configuration, kept -> {
            List<ProgrammeId> programmes = only.map(List::of).orElseGet(kept::programmes);
            if (verify) {
                verify(kept, programmes);
            } else {
                programmes.forEach(programme -> rebuild(kept, programme));
            }
        });
    }

    @Override
    public void onError(Cli cli, Namespace namespace, Throwable thrown) {
        if (thrown instanceof WrongException
                || thrown instanceof IllegalArgumentException
                || thrown instanceof ProblemException
                || thrown instanceof RefusedToStartException) {
            cli.getStdErr().println(thrown.getMessage());
        } else {
            super.onError(cli, namespace, thrown);
        }
    }

    private void verify(KeptState kept, List<ProgrammeId> programmes) {
        long wrong = 0;
        for (ProgrammeId programme : programmes) {
            List<String> differences = kept.verify(programme);
            differences.forEach(line -> out.println(programme + ": " + line));
            out.println(programme + ": " + (differences.isEmpty() ? "right" : differences.size() + " differences"));
            wrong += differences.size();
        }
        if (wrong > 0) {
            throw new WrongException(wrong);
        }
    }

    private void rebuild(KeptState kept, ProgrammeId programme) {
        kept.rebuild(programme);
        out.println(programme + ": made anew");
    }
}
