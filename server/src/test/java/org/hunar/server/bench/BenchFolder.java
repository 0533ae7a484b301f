package org.hunar.server.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where a measurement keeps its databases, which may be gigabytes. */
final class BenchFolder {
    private BenchFolder() {}

    /** A new folder, which is gone when the process ends, however it ends. */
    static Path create() throws IOException {
        Path folder = Files.createTempDirectory("hunar-bench-");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
        return folder;
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
