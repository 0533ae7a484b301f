package org.hunar.server.backup;

import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Bootstrap;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.function.Function;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/**
 * {@code backup config.yml FILE}: all there is in one file, while the server runs or not.
 *
 * @param <C> the configuration, of which only the {@link Site} is known here
 */
public final class BackupCommand<C extends Configuration> extends SiteCommand<C> {
    public BackupCommand(Class<C> configurationClass, Function<C, Site> site, BackupTools tools, PrintStream out) {
        super("backup", "all there is in one file, while the server runs", configurationClass, site, tools, out);
    }

    @Override
    public void configure(Subparser parser) {
        super.configure(parser);
        parser.addArgument("backup").metavar("FILE").help("to be made, or to be replaced by the new backup");
    }

    @Override
    protected void run(Bootstrap<C> bootstrap, Namespace arguments, C configuration) {
        Path file = Path.of(arguments.getString("backup"));
        Site of = site(configuration);
        Manifest manifest = tools.backUp(of, file, out::println);
        out.println(file + " has all of " + manifest.madeAt() + ": " + Summary.of(manifest));
        warn(manifest);
        out.println(Summary.whereTheKeyIs(of));
    }

    @Override
    String undone(Namespace arguments) {
        return "No backup was made";
    }
}
