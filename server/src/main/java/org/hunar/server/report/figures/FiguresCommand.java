package org.hunar.server.report.figures;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** {@code figures DIR [-o FILE]}: computes the figures for a folder of CSV files and prints them as nested JSON. */
public final class FiguresCommand extends Command {
    private static final String FOLDER = "folder";
    private static final String OUTPUT = "output";

    private final PrintStream out;
    private final PrintStream err;

    public FiguresCommand() {
        this(System.out, System.err);
    }

    FiguresCommand(PrintStream out, PrintStream err) {
        super("figures", "computes the report's figures for a folder of CSV files, without a server");
        this.out = out;
        this.err = err;
    }

    @Override
    public void configure(Subparser parser) {
        parser.addArgument(FOLDER).metavar("DIR").help("folder with case.json and the files it names");
        parser.addArgument("-o", "--output").dest(OUTPUT).metavar("FILE").help("write there, not to the screen");
    }

    @Override
    public void run(Bootstrap<?> bootstrap, Namespace arguments) {
        run(arguments.getString(FOLDER), arguments.getString(OUTPUT));
    }

    /** @throws InputException if the input is not right, or the output cannot be written */
    void run(String folder, String output) {
        Map<String, Object> figures = FigureCase.read(Path.of(folder)).compute();
        try {
            String json = new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(figures);
            if (output == null) {
                out.write((json + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
                out.flush();
            } else {
                Files.writeString(Path.of(output), json + System.lineSeparator(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw InputException.in(String.valueOf(output), "cannot be written: " + e.getMessage());
        }
    }

    /** A plain sentence for input that is not right; anything else is our fault and shows its trace. */
    @Override
    public void onError(Cli cli, Namespace namespace, Throwable e) {
        if (e instanceof InputException) {
            err.println(e.getMessage());
        } else {
            super.onError(cli, namespace, e);
        }
    }
}
