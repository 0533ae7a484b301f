package org.hunar.server.xlsform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The workbooks and forms of the test resources; those of pyxform are under its licence, which lies beside them. */
final class Workbooks {
    private static final Path FOLDER = folder();

    private Workbooks() {}

    /** A workbook of pyxform's tests, with what pyxform makes of it. */
    record Sample(String file, boolean accepted) {
        String name() {
            return file.substring(0, file.lastIndexOf('.'));
        }

        byte[] bytes() {
            return read("pyxform/" + file);
        }

        byte[] expected() {
            return read("pyxform/" + name() + ".expected.xml");
        }

        @Override
        public String toString() {
            return file;
        }
    }

    static Stream<Sample> pyxform() {
        List<String> lines = new String(read("pyxform/verdicts.tsv"), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return lines.stream()
                .skip(1)
                .map(line -> line.split("\t"))
                .map(line -> new Sample(line[0], line[1].equals("accept")));
    }

    static byte[] read(String name) {
        try {
            return Files.readAllBytes(FOLDER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        try {
            return Path.of(Workbooks.class.getResource("/xlsform").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
