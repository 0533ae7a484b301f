package org.hunar.server.testing;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The classes of this JVM for the processes that tests start: its class path with folders packed into jars, and an archive
 * of what a start of the server loads (class data sharing, which takes no folders). A server comes up in about half the
 * processor time with it, and tests start it some sixty times. Made once for a build, by whichever JVM needs it first.
 */
final class SharedClasses {
    private static final Path FOLDER = Path.of("target", "shared-classes").toAbsolutePath();
    private static final Path ARCHIVE = FOLDER.resolve("server.jsa");

    private static final class Holder {
        private static final List<String> OPTIONS = make();
    }

    private SharedClasses() {}

    /** Options of Java: the class path, and the archive. */
    static List<String> options() {
        return Holder.OPTIONS;
    }

    private static List<String> make() {
        try {
            Files.createDirectories(FOLDER);
            try (FileChannel lock =
                    FileChannel.open(FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                lock.lock();
                List<String> classPath = List.of("-cp", String.join(File.pathSeparator, jars()));
                if (!Files.exists(ARCHIVE)) {
                    archive(classPath);
                }
                List<String> options = new ArrayList<>(classPath);
                options.addAll(List.of("-XX:SharedArchiveFile=" + ARCHIVE, "-Xlog:cds=off", "-Xlog:cds+dynamic=off"));
                return List.copyOf(options);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> jars() throws IOException {
        List<String> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry).toAbsolutePath();
            if (Files.isDirectory(path)) {
                jars.add(packed(path, FOLDER.resolve(jars.size() + ".jar")).toString());
            } else if (Files.exists(path)) {
                jars.add(path.toString());
            }
        }
        return jars;
    }

    /** A jar older than something in the folder is packed again, and then the archive is of no use any more. */
    private static Path packed(Path folder, Path jar) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> files = walk.filter(Files::isRegularFile).sorted().toList();
            if (Files.exists(jar) && files.stream().noneMatch(file -> isNewer(file, jar))) {
                return jar;
            }
            Files.deleteIfExists(ARCHIVE);
            try (OutputStream out = Files.newOutputStream(jar);
                    JarOutputStream entries = new JarOutputStream(out)) {
                entries.setLevel(1);
                for (Path file : files) {
                    entries.putNextEntry(
                            new JarEntry(folder.relativize(file).toString().replace(File.separatorChar, '/')));
                    Files.copy(file, entries);
                }
            }
            return jar;
        }
    }

    private static boolean isNewer(Path file, Path jar) {
        try {
            return Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(jar)) > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the server loads them until it has done some work; the JVM writes them when it ends. */
    private static void archive(List<String> classPath) throws IOException {
        Path folder = Files.createTempDirectory("hunar-classes");
        List<String> options = new ArrayList<>(classPath);
        options.add("-XX:TieredStopAtLevel=1");
        options.add("-XX:ArchiveClassesAtExit=" + ARCHIVE);
        try (ServerProcess server =
                ServerProcess.start(QuickServer.class, options, folder, ServerProcess.durableH2(folder), "hunar")) {
            String amna = WeldingProgramme.setUp(server.api()).tokenOf(WeldingProgramme.AMNA);
            SyncClient client = new SyncClient(server.api(), amna);
            WitnessPhone phone = new WitnessPhone();
            phone.pushNew(client);
            WitnessPhone.assertNothingIsLost(client, List.of(phone));
            new TusClient(server.api(), amna).bring(new byte[] {1, 2, 3}, "image/jpeg");
            server.stop();
            server.saidUntilItEnded();
        }
        Folders.delete(folder);
    }
}
