package org.hunar.server.conformance;

import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Random;
import javax.net.ssl.SSLContext;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import net.sourceforge.argparse4j.inf.Subparsers;
import org.hunar.server.client.Trust;

/**
 * {@code conformance run URL} drives a server through the cases of the protocol; {@code conformance proxy URL} plays a
 * bad network between an app and a server, and {@code conformance check URL} says what the server got from the app.
 */
public final class ConformanceCommand extends Command {
    private static final String API = "/api/v1";

    private final ExaminationVerb examination;
    private final InspectionVerb inspection = new InspectionVerb();
    private final ProxyVerb proxy;

    /** @param random for names, passwords and, where none is given, the seed of faults */
    public ConformanceCommand(Random random) {
        super("conformance", "checks that a server keeps the sync protocol, and that an app survives a bad network");
        this.examination = new ExaminationVerb(random);
        this.proxy = new ProxyVerb(random);
    }

    @Override
    public void configure(Subparser parser) {
        Subparsers verbs = parser.addSubparsers().dest("verb");
        examination.configure(common(verbs.addParser("run").help("drives a server through the cases of the protocol")));
        inspection.configure(
                common(verbs.addParser("check").help("says what a server got from one install of an app")));
        proxy.configure(common(verbs.addParser("proxy").help("plays a bad network between an app and a server")));
    }

    private static Subparser common(Subparser parser) {
        parser.addArgument("url").metavar("URL").help("of the server, such as https://localhost:8443");
        parser.addArgument("--cacert").metavar("FILE").help("a certificate to trust instead of the usual ones, in PEM");
        return parser;
    }

    /** @throws ConformanceFailedException if a case failed, or the cases could not be tried; the exit code is 1 then */
    @Override
    public void run(Bootstrap<?> bootstrap, Namespace arguments) throws Exception {
        switch (arguments.getString("verb")) {
            case "run" -> examination.run(arguments);
            case "check" -> inspection.run(arguments);
            default -> proxy.run(arguments);
        }
    }

    @Override
    public void onError(Cli cli, Namespace arguments, Throwable failure) {
        if (failure instanceof ConformanceFailedException || failure instanceof IllegalArgumentException) {
            cli.getStdErr().println(failure.getMessage());
        } else if (failure instanceof IOException) {
            cli.getStdErr().println("The server cannot be reached: " + failure);
        } else {
            failure.printStackTrace(cli.getStdErr());
        }
    }

    /** Up to and including {@code /api/v1}, whether or not it was given. */
    static String baseUrl(Namespace arguments) {
        String url = arguments.getString("url").replaceAll("/+$", "");
        return url.endsWith(API) ? url : url + API;
    }

    static URI origin(Namespace arguments) {
        return URI.create(arguments.getString("url"));
    }

    static SSLContext trust(Namespace arguments) throws IOException, GeneralSecurityException {
        String file = arguments.getString("cacert");
        return file == null ? Trust.usual() : Trust.only(Path.of(file));
    }
}
