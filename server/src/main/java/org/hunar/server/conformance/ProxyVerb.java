package org.hunar.server.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import org.hunar.server.client.Trust;
import org.hunar.server.conformance.proxy.Fault;
import org.hunar.server.conformance.proxy.FaultProxy;
import org.hunar.server.conformance.proxy.RandomFaults;

/** {@code conformance proxy}: runs until it is interrupted. */
final class ProxyVerb {
    private static final String PASSWORD_VARIABLE = "HUNAR_KEYSTORE_PASSWORD";
    private static final double CUTS_UNLESS_SAID = 0.1;
    private static final Map<String, Fault.Kind> CHANCES = Map.of(
            "drop_request", Fault.Kind.DROP_REQUEST,
            "drop_reply", Fault.Kind.DROP_REPLY,
            "duplicate", Fault.Kind.DUPLICATE,
            "reorder", Fault.Kind.REORDER,
            "status_503", Fault.Kind.STATUS_503);
    private static final Map<String, Fault.Kind> CUTS =
            Map.of("cut_request", Fault.Kind.CUT_REQUEST, "cut_reply", Fault.Kind.CUT_REPLY);

    private final Random random;

    ProxyVerb(Random random) {
        this.random = random;
    }

    void configure(Subparser parser) {
        number(parser, "--port", "PORT", "where the app finds the proxy; else any that is free");
        parser.addArgument("--host").setDefault("localhost").help("where it listens; 0.0.0.0 lets phones in");
        parser.addArgument("--keystore")
                .metavar("FILE")
                .help("PKCS 12 with a key: HTTPS for the app too; its password comes from " + PASSWORD_VARIABLE);
        chance(parser, "--drop-request", "that a request does not reach the server");
        chance(parser, "--drop-reply", "that the server's answer does not reach the app");
        chance(parser, "--cut-request", "that a request ends early");
        chance(parser, "--cut-reply", "that an answer ends early");
        parser.addArgument("--cut-request-at")
                .metavar("BYTE|random")
                .help("where; " + CUTS_UNLESS_SAID + " of all unless said");
        parser.addArgument("--cut-reply-at")
                .metavar("BYTE|random")
                .help("where; " + CUTS_UNLESS_SAID + " of all unless said");
        chance(parser, "--reorder", "that a request reaches the server after the next one");
        chance(parser, "--duplicate", "that the server gets a request twice");
        chance(parser, "--status-503", "that the app is told to come again");
        parser.addArgument("--delay").metavar("MS..MS").help("how long every request waits");
        parser.addArgument("--seed").metavar("S").type(Long.class).help("the faults of an earlier run once more");
    }

    void run(Namespace arguments) throws IOException, GeneralSecurityException, InterruptedException {
        long seed = arguments.getLong("seed") == null ? random.nextInt(Integer.MAX_VALUE) : arguments.getLong("seed");
        FaultProxy.Builder builder = FaultProxy.to(ConformanceCommand.origin(arguments))
                .trusting(ConformanceCommand.trust(arguments))
                .host(arguments.getString("host"))
                .port(arguments.getInt("port") == null ? 0 : arguments.getInt("port"))
                .faults(faults(arguments, seed))
                .log(System.out::println);
        if (arguments.getString("keystore") != null) {
            String password = System.getenv().getOrDefault(PASSWORD_VARIABLE, "");
            builder.secure(Trust.own(Path.of(arguments.getString("keystore")), password));
        }
        try (FaultProxy proxy = builder.start()) {
            System.out.println("The app finds " + arguments.getString("url") + " at " + proxy.uri() + " (--seed " + seed
                    + "; stop with Ctrl-C)");
            Thread.currentThread().join();
        }
    }

    private static RandomFaults faults(Namespace arguments, long seed) {
        RandomFaults faults = new RandomFaults(seed);
        CHANCES.forEach((name, kind) -> {
            Double chance = arguments.getDouble(name);
            faults.with(kind, chance == null ? 0 : chance);
        });
        CUTS.forEach((name, kind) -> {
            Double chance = arguments.getDouble(name);
            String at = arguments.getString(name + "_at");
            double unlessSaid = at == null ? 0 : CUTS_UNLESS_SAID;
            faults.with(kind, chance == null ? unlessSaid : chance).cutting(kind, position(at));
        });
        String delay = arguments.getString("delay");
        if (delay != null) {
            String[] bounds = delay.split("\\.\\.", 2);
            faults.delaying(millis(bounds[0]), millis(bounds[bounds.length - 1]));
        }
        return faults;
    }

    private static OptionalInt position(String at) {
        return at == null || at.equals("random") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(at));
    }

    private static Duration millis(String text) {
        return Duration.ofMillis(Long.parseLong(text));
    }

    private static void chance(Subparser parser, String option, String help) {
        parser.addArgument(option).metavar("P").type(Double.class).help("chance, 0 to 1, " + help);
    }

    private static void number(Subparser parser, String option, String unit, String help) {
        parser.addArgument(option).metavar(unit).type(Integer.class).help(help);
    }
}
