package org.hunar.server.auth;

import io.dropwizard.core.Configuration;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ConfiguredCommand;
import io.dropwizard.core.setup.Bootstrap;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import net.sourceforge.argparse4j.inf.Subparsers;
import org.hunar.model.json.JsonObject;
import org.hunar.server.http.PageRequest;
import org.hunar.server.http.ProblemException;
import org.hunar.server.storage.RefusedToStartException;

/**
 * {@code user add config.yml NAME} and {@code user list config.yml}: users without a running server.
 *
 * @param <C> the configuration, of which only what {@link Door} opens is known here
 */
public final class UserCommand<C extends Configuration> extends ConfiguredCommand<C> {
    private static final String WHO = "command";

    private final Class<C> configurationClass;
    private final Door<C> door;
    private final SecureRandom random;
    private final PrintStream out;

    /** Gives the users of a configuration to some work, and closes what it had to open. */
    public interface Door<C> {
        void open(C configuration, Work work) throws Exception;
    }

    /** What is done with the users. */
    public interface Work {
        void with(Users users, Places places);
    }

    public UserCommand(Class<C> configurationClass, Door<C> door, SecureRandom random, PrintStream out) {
        super("user", "adds a user, or lists all");
        this.configurationClass = configurationClass;
        this.door = door;
        this.random = random;
        this.out = out;
    }

    @Override
    protected Class<C> getConfigurationClass() {
        return configurationClass;
    }

    @Override
    public void configure(Subparser parser) {
        Subparsers verbs = parser.addSubparsers().dest("verb");
        super.configure(verbs.addParser("list").help("lists all users with their roles"));
        Subparser add = verbs.addParser("add").help("adds a user");
        super.configure(add);
        add.addArgument("name").metavar("NAME");
        add.addArgument("--role")
                .action(Arguments.append())
                .help("ADMIN, MANAGER:PROGRAMME, VIEWER:PROGRAMME or TRAINER:PROGRAMME:COHORT,COHORT; may be repeated");
        add.addArgument("--language").action(Arguments.append()).help("such as ur; the preferred one first");
        add.addArgument("--password-stdin")
                .dest("stdin")
                .action(Arguments.storeTrue())
                .help("reads the password from the first line of the standard input; else a random one is printed");
    }

    @Override
    protected void run(Bootstrap<C> bootstrap, Namespace arguments, C configuration) throws Exception {
        if (isAdd(arguments)) {
            add(arguments, configuration);
        } else {
            door.open(
                    configuration,
                    (users, places) -> users.page(PageRequest.WHOLE).forEach(this::print));
        }
    }

    private static boolean isAdd(Namespace arguments) {
        return "add".equals(arguments.getString("verb"));
    }

    /** A refusal is one sentence for the operator, not a stack trace. */
    @Override
    public void onError(Cli cli, Namespace namespace, Throwable thrown) {
        if (thrown instanceof IllegalArgumentException
                || thrown instanceof ProblemException
                || thrown instanceof RefusedToStartException) {
            String undone = isAdd(namespace) ? "No user was added: " : "The users cannot be listed: ";
            cli.getStdErr().println(undone + thrown.getMessage());
        } else {
            super.onError(cli, namespace, thrown);
        }
    }

    private void add(Namespace arguments, C configuration) throws Exception {
        UserName name = new UserName(arguments.getString("name"));
        boolean fromInput = arguments.getBoolean("stdin");
        String password = fromInput ? firstLine() : Passwords.random(random);
        Map<String, Object> body = Map.of(
                "password", password,
                "roles",
                        texts(arguments, "role").stream().map(UserCommand::role).toList(),
                "languages", texts(arguments, "language"));
        UserRequest request = UserRequest.fromJson(JsonObject.of("", body));
        door.open(configuration, (users, places) -> {
            if (users.find(name).isPresent()) {
                throw new IllegalArgumentException("there is a user " + name + " already");
            }
            print(users.put(WHO, name, request, places).account());
            if (!fromInput) {
                out.println("password: " + password + " (shown only now)");
            }
        });
    }

    private static List<String> texts(Namespace arguments, String name) {
        List<String> texts = arguments.getList(name);
        return texts == null ? List.of() : texts;
    }

    private void print(Account account) {
        StringBuilder line = new StringBuilder(account.user().name().value());
        for (Grant grant : account.grants()) {
            line.append("  ").append(grant.role());
            grant.programme().ifPresent(programme -> line.append(':').append(programme));
            grant.cohorts().forEach(cohort -> line.append(':').append(cohort));
        }
        out.println(account.user().disabled() ? line + "  (disabled)" : line.toString());
    }

    /** {@code TRAINER:cpec-weld:lhr-03,khi-01} as in the API. */
    private static Map<String, Object> role(String text) {
        String[] parts = text.split(":", -1);
        Map<String, Object> role = new LinkedHashMap<>();
        role.put("role", parts[0]);
        if (parts.length > 1) {
            role.put("programme", parts[1]);
        }
        if (parts.length > 2) {
            role.put("cohorts", List.of(parts[2].split(",")));
        }
        return role;
    }

    private static String firstLine() throws IOException {
        String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        return line == null ? "" : line;
    }
}
