package org.hunar.server.xlsform;

import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/**
 * {@code xlsform check FILE [-o XFORM] [--publish]}: says by sheet, row and column what is wrong with a workbook, without
 * a server. Ends with 0 if it makes a form, and with 1 if not; with {@code --publish}, also with 1 if the form could not
 * be published as an instrument.
 */
public final class CheckCommand extends Command {
    private static final String ACTION = "action";
    private static final String FILE = "file";
    private static final String OUTPUT = "output";
    private static final String PUBLISH = "publish";

    private final PrintStream out;
    private final PrintStream err;

    /** What a wrong workbook ends the command with. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message);
        }
    }

    public CheckCommand() {
        this(
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8));
    }

    CheckCommand(PrintStream out, PrintStream err) {
        super("xlsform", "checks a workbook (XLSForm) without a server");
        this.out = out;
        this.err = err;
    }

    @Override
    public void configure(Subparser parser) {
        parser.addArgument(ACTION).choices("check").help("what to do");
        parser.addArgument(FILE).metavar("FILE").help("the workbook, .xlsx");
        parser.addArgument("-o", "--output").dest(OUTPUT).metavar("XFORM").help("write the XForm there");
        parser.addArgument("--publish")
                .dest(PUBLISH)
                .action(Arguments.storeTrue())
                .help("demand all that an instrument needs, too");
    }

    @Override
    public void run(Bootstrap<?> bootstrap, Namespace arguments) throws RefusedException {
        check(Path.of(arguments.getString(FILE)), arguments.getString(OUTPUT), arguments.getBoolean(PUBLISH));
    }

    /** @throws RefusedException if the workbook makes no form, or not what is asked for */
    void check(Path file, String output, boolean publish) throws RefusedException {
        XlsForm form = read(file);
        List<Finding> findings = form.findings();
        for (Finding finding : findings) {
            out.println(line(finding));
        }
        if (!form.converts()) {
            throw new RefusedException(file.getFileName() + ": no form is made of it, see above");
        }
        if (output != null) {
            write(Path.of(output), form.toXForm());
        }
        boolean publishable = form.isPublishable();
        if (publish && !publishable) {
            throw new RefusedException(file.getFileName() + ": a form, but it cannot be published, see above");
        }
        out.println(
                file.getFileName() + (publishable ? ": a form" : ": a form, but it cannot be published, see above"));
    }

    private static String line(Finding finding) {
        String kind = switch (finding.level()) {
            case ERROR -> "error";
            case PUBLISHING -> "to publish";
            case WARNING -> "warning";
        };
        String place = finding.place().toString();
        return kind + ": " + (place.isEmpty() ? "" : place + ": ") + finding.message() + " [" + finding.code() + "]";
    }

    private static XlsForm read(Path file) throws RefusedException {
        try (InputStream in = Files.newInputStream(file)) {
            // one byte more than a workbook may have says enough; the rest of a large file is never read
            byte[] bytes = in.readNBytes(WorkbookGuard.MAX_FILE + 1);
            return XlsForm.read(bytes, nameOf(file));
        } catch (NoSuchFileException e) {
            throw new RefusedException(file + ": there is no such file");
        } catch (IOException e) {
            throw new RefusedException(file + ": cannot be read: " + e.getMessage());
        } catch (UnreadableWorkbookException e) {
            throw new RefusedException(file.getFileName() + ": " + e.getMessage() + " [" + e.code() + "]");
        }
    }

    private static String nameOf(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static void write(Path file, byte[] xform) throws RefusedException {
        try {
            Files.write(file, xform);
        } catch (IOException e) {
            throw new RefusedException(file + ": cannot be written: " + e.getMessage());
        }
    }

    /** A plain sentence for what is not right; anything else is our fault and shows its trace. */
    @Override
    public void onError(Cli cli, Namespace namespace, Throwable e) {
        if (e instanceof RefusedException) {
            err.println(e.getMessage());
        } else {
            super.onError(cli, namespace, e);
        }
    }
}
