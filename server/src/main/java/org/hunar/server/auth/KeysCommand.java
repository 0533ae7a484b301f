package org.hunar.server.auth;

import io.dropwizard.core.Configuration;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ConfiguredCommand;
import io.dropwizard.core.setup.Bootstrap;
import java.io.IOException;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import net.sourceforge.argparse4j.inf.Subparsers;
import org.hunar.server.storage.IdentityConfig;
import org.hunar.server.storage.IdentityKeyFile;
import org.hunar.server.storage.RefusedToStartException;

/**
 * {@code keys rotate config.yml}: a new key for tokens, without logging anybody out. {@code keys rotate-names config.yml}: a
 * new key for names, under which the server puts all of them while it works.
 *
 * @param <C> the configuration, of which only the sections {@code tokens} and {@code identity} are known here
 */
public final class KeysCommand<C extends Configuration> extends ConfiguredCommand<C> {
    private final Class<C> configurationClass;
    private static final String VERB = "verb";
    private static final String NAMES = "rotate-names";

    private final Function<C, TokensConfig> tokens;
    private final Function<C, IdentityConfig> identity;
    private final SecureRandom random;
    private final InstantSource clock;
    private final PrintStream out;

    public KeysCommand(
            Class<C> configurationClass,
            Function<C, TokensConfig> tokens,
            Function<C, IdentityConfig> identity,
            SecureRandom random,
            InstantSource clock,
            PrintStream out) {
        super("keys", "makes a new key for tokens, or for names");
        this.configurationClass = configurationClass;
        this.tokens = tokens;
        this.identity = identity;
        this.random = random;
        this.clock = clock;
        this.out = out;
    }

    @Override
    protected Class<C> getConfigurationClass() {
        return configurationClass;
    }

    @Override
    public void configure(Subparser parser) {
        Subparsers verbs = parser.addSubparsers().dest(VERB);
        super.configure(verbs.addParser("rotate")
                .help("makes a new key for tokens; the last one verifies until its tokens are out of date"));
        super.configure(verbs.addParser(NAMES)
                .help("makes a new key for names; the server puts all names under it, and the last one still opens"));
    }

    @Override
    protected void run(Bootstrap<C> bootstrap, Namespace arguments, C configuration) throws IOException {
        if (NAMES.equals(arguments.getString(VERB))) {
            rotateNames(identity.apply(configuration));
        } else {
            rotateTokens(tokens.apply(configuration));
        }
    }

    private void rotateNames(IdentityConfig config) throws IOException {
        String name = IdentityKeyFile.rotate(config, random);
        out.println(
                config.keyFile() + " begins with the new key " + name + ". The server puts all names under it within"
                        + " the hour, or at its next start, and says so in its log. Copy the file to where you keep its copy");
    }

    private void rotateTokens(TokensConfig config) throws IOException {
        if (config.key().isPresent()) {
            throw new RefusedToStartException(
                    "the key comes from tokens.key (HUNAR_TOKEN_KEY): change it there, and name the last one in"
                            + " tokens.otherKeys (HUNAR_OTHER_TOKEN_KEYS) for as long as its tokens are good");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        // a token may be made with the last key until the server is started again
        Instant until = now.plus(config.lifetime().toJavaDuration()).plus(1, ChronoUnit.DAYS);
        KeyFile.at(config.keyFile()).rotate(random, now, until);
        out.println(config.keyFile() + " has a new key; restart the server. The last one verifies until " + until);
    }

    /** A refusal is one sentence for the operator, not a stack trace. */
    @Override
    public void onError(Cli cli, Namespace namespace, Throwable thrown) {
        if (thrown instanceof RefusedToStartException) {
            cli.getStdErr().println("No key was made: " + thrown.getMessage());
        } else {
            super.onError(cli, namespace, thrown);
        }
    }
}
