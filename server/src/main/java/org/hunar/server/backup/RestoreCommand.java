package org.hunar.server.backup;

import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Bootstrap;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Argument;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/**
 * {@code restore config.yml FILE}: puts a backup into an empty database. {@code restore --verify FILE}: only reads it,
 * counts and hashes.
 *
 * @param <C> the configuration, of which only the {@link Site} is known here
 */
public final class RestoreCommand<C extends Configuration> extends SiteCommand<C> {
    private static final String VERIFY = "verify";
    private static final String PATHS = "paths";

    public RestoreCommand(Class<C> configurationClass, Function<C, Site> site, BackupTools tools, PrintStream out) {
        super(
                "restore",
                "puts a backup into an empty database, or with --verify only checks it",
                configurationClass,
                site,
                tools,
                out);
    }

    @Override
    public void configure(Subparser parser) {
        super.configure(parser);
        parser.addArgument("--verify")
                .dest(VERIFY)
                .action(Arguments.storeTrue())
                .help("only counts and hashes what is in FILE; needs no config.yml");
    }

    /** One argument with --verify, two without. */
    @Override
    protected Argument addFileArgument(Subparser parser) {
        return parser.addArgument(PATHS)
                .nargs("+")
                .metavar("config.yml FILE")
                .help("settings of the new server, and the backup");
    }

    @Override
    public void run(Bootstrap<?> bootstrap, Namespace arguments) throws Exception {
        List<String> paths = arguments.getList(PATHS);
        boolean verify = arguments.getBoolean(VERIFY);
        if (paths.size() != (verify ? 1 : 2)) {
            throw new BackupException("write restore --verify FILE, or restore config.yml FILE");
        }
        if (verify) {
            verify(Path.of(paths.get(0)));
        } else {
            arguments.getAttrs().put("file", paths.get(0));
            super.run(bootstrap, arguments);
        }
    }

    private void verify(Path file) {
        Manifest manifest = tools.verify(file);
        manifest.tables()
                .forEach(table ->
                        out.println("%-24s %,12d rows  %s".formatted(table.name(), table.rows(), table.sha256())));
        out.println(file + " is whole: " + Summary.of(manifest) + ", made " + manifest.madeAt() + " by version "
                + manifest.version() + " from " + manifest.database());
        warn(manifest);
    }

    @Override
    protected void run(Bootstrap<C> bootstrap, Namespace arguments, C configuration) throws Exception {
        List<String> paths = arguments.getList(PATHS);
        Manifest manifest = tools.restore(site(configuration), Path.of(paths.get(1)), out::println);
        out.println("Restored: " + Summary.of(manifest) + ". Start the server: phones bring again what they handed in"
                + " after " + manifest.madeAt());
        warn(manifest);
    }

    @Override
    String undone(Namespace arguments) {
        return arguments.getBoolean(VERIFY) ? "Not a good backup" : "Nothing was restored";
    }
}
