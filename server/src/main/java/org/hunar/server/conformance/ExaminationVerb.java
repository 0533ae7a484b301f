package org.hunar.server.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import org.hunar.model.json.Json;
import org.hunar.server.client.Connection;

/** {@code conformance run}. */
final class ExaminationVerb {
    private final Random random;

    ExaminationVerb(Random random) {
        this.random = random;
    }

    void configure(Subparser parser) {
        Account.configure(parser);
        parser.addArgument("--json").metavar("FILE").help("writes the outcome of every case there, too");
    }

    void run(Namespace arguments) throws IOException, GeneralSecurityException {
        String server = ConformanceCommand.baseUrl(arguments);
        Wire wire = new Wire(new Connection(server, ConformanceCommand.trust(arguments)));
        long started = System.nanoTime();
        Field field = setUp(wire, Account.of(arguments));
        Examination examination = new Examination(field, System.out::println);
        examination.take(Protocol.CASES);

        int all = examination.outcomes().size();
        System.out.printf(
                Locale.ROOT,
                "%n%d cases, %d requests, %.1f s: %d passed, %d failed.%n",
                all,
                wire.exchanges().size(),
                (System.nanoTime() - started) / (double) TimeUnit.SECONDS.toNanos(1),
                all - examination.failed(),
                examination.failed());
        System.out.println("Left behind on the server: " + field.leave() + ".");
        if (arguments.getString("json") != null) {
            Files.writeString(Path.of(arguments.getString("json")), Json.write(examination.toJson(server)) + "\n");
        }
        if (examination.failed() > 0) {
            throw new ConformanceFailedException(server + " does not keep the sync protocol.");
        }
    }

    private Field setUp(Wire wire, Account account) throws IOException {
        try {
            return Field.setUp(wire, random, account.name(), account.password());
        } catch (Broken e) {
            throw new ConformanceFailedException("The programme for the cases could not be set up: " + e.getMessage()
                    + "\nrequest  " + wire.lastRequest() + "\nanswer   " + wire.lastAnswer());
        }
    }
}
