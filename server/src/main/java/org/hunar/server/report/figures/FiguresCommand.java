package org.hunar.server.report.figures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
        String json = toJson(FigureCase.read(Path.of(folder)).compute()) + System.lineSeparator();
        byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
        if (output == null) {
            out.writeBytes(utf8);
            out.flush();
            return;
        }
        try {
            Files.write(Path.of(output), utf8);
        } catch (NoSuchFileException e) {
            throw InputException.in(output, "cannot be written: there is no such folder");
        } catch (IOException e) {
            throw InputException.in(output, "cannot be written: " + e.getMessage());
        }
    }

    private static String toJson(Map<String, Object> figures) {
        try {
            return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(figures);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("figures are maps, lists, texts and numbers", e);
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
