package org.hunar.server.operations;

import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ConfiguredCommand;
import io.dropwizard.core.setup.Bootstrap;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import net.sourceforge.argparse4j.inf.Argument;
import net.sourceforge.argparse4j.inf.ArgumentParser;
import net.sourceforge.argparse4j.inf.ArgumentParserException;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import org.hunar.server.auth.AuditHead;
import org.hunar.server.storage.IdentityConfig;
import org.hunar.server.storage.SealedColumn;

/**
 * {@code doctor config.yml [--host NAME] [--audit NUMBER:HASH]}: says in plain words what is wrong with an installation, whether its server
 * runs or not, and ends with exit code 1 if something is.
 *
 * @param <C> the configuration, of which only the {@link Installation} is known here
 */
public final class DoctorCommand<C extends Configuration> extends ConfiguredCommand<C> {
    private static final String HOST = "host";
    private static final String AUDIT = "audit";

    private final Class<C> configurationClass;
    private final Function<C, Installation> installation;
    private final Function<C, IdentityConfig> identity;
    private final List<SealedColumn> sealed;
    private final InstantSource clock;
    private final PrintStream out;

    public DoctorCommand(
            Class<C> configurationClass,
            Function<C, Installation> installation,
            Function<C, IdentityConfig> identity,
            List<SealedColumn> sealed,
            InstantSource clock,
            PrintStream out) {
        super(
                "doctor",
                "says in plain words what is wrong: port, certificate, disk, clock, database, migrations, audit");
        this.configurationClass = configurationClass;
        this.installation = installation;
        this.identity = identity;
        this.sealed = List.copyOf(sealed);
        this.clock = clock;
        this.out = out;
    }

    private static String noted(ArgumentParser parser, Argument argument, String value) throws ArgumentParserException {
        try {
            return AuditHead.parse(value).toString();
        } catch (IllegalArgumentException e) {
            throw new ArgumentParserException(e.getMessage(), parser, argument);
        }
    }

    /** Ends the command with exit code 1; what is wrong has been printed. */
    private static final class SomethingIsWrongException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    protected Class<C> getConfigurationClass() {
        return configurationClass;
    }

    @Override
    public void configure(Subparser parser) {
        super.configure(parser);
        parser.addArgument("--host")
                .dest(HOST)
                .metavar("NAME")
                .help("name by which phones reach the server: the certificate must be for it");
        parser.addArgument("--audit")
                .dest(AUDIT)
                .metavar("NUMBER:HASH")
                .type(DoctorCommand::noted)
                .help("end of the audit as it was noted earlier: the audit must still hold that entry");
    }

    @Override
    protected void run(Bootstrap<C> bootstrap, Namespace arguments, C configuration) {
        Optional<String> host = Optional.ofNullable(arguments.getString(HOST));
        Optional<AuditHead> noted =
                Optional.ofNullable(arguments.getString(AUDIT)).map(AuditHead::parse);
        Installation looked = installation.apply(configuration);
        List<Finding> findings = new ArrayList<>(new Doctor(looked, clock).examine(host, noted));
        findings.addAll(new SealCheck(looked.database(), identity.apply(configuration), sealed).look());
        findings.forEach(this::print);
        out.println(summary(findings));
        if (findings.stream().anyMatch(Finding::isWrong)) {
            throw new SomethingIsWrongException();
        }
    }

    @Override
    public void onError(Cli cli, Namespace namespace, Throwable thrown) {
        if (thrown instanceof ConfigurationException) {
            print(Finding.wrong("settings", thrown.getMessage().strip(), "correct that file"));
        } else if (!(thrown instanceof SomethingIsWrongException)) {
            super.onError(cli, namespace, thrown);
        }
    }

    private void print(Finding finding) {
        out.printf("%-8s %-16s %s%n", finding.level(), finding.subject(), finding.sentence());
        if (!finding.remedy().isEmpty()) {
            out.printf("%-25s -> %s%n", "", finding.remedy());
        }
    }

    private static String summary(List<Finding> findings) {
        long wrong = findings.stream().filter(Finding::isWrong).count();
        return wrong == 0 ? "Nothing is wrong." : "Wrong: " + wrong + ".";
    }
}
