package org.hunar.server.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who listens on a port: on Linux, /proc tells it of one's own processes, and root of all. */
final class PortOwner {
    /** The state LISTEN in /proc/net/tcp. */
    private static final String LISTEN = "0A";

    private static final int ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private PortOwner() {}

    /** Such as {@code nginx (process 812)}; empty where it cannot be told. */
    static Optional<String> of(int port) {
        Set<String> sockets = Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .flatMap(table -> lines(Path.of(table)).stream())
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns.length > INODE && columns[STATE].equals(LISTEN))
                .filter(columns -> columns[ADDRESS].endsWith(String.format(":%04X", port)))
                .map(columns -> "socket:[" + columns[INODE] + "]")
                .collect(Collectors.toSet());
        return ProcessHandle.allProcesses()
                .filter(process -> holds(process.pid(), sockets))
                .findFirst()
                .map(process -> name(process) + " (process " + process.pid() + ")");
    }

    private static boolean holds(long process, Set<String> sockets) {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(process), "fd"))) {
            return descriptors.anyMatch(descriptor -> sockets.contains(target(descriptor)));
        } catch (IOException e) {
            return false; // another user's, or gone meanwhile
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return ""; // closed meanwhile
        }
    }

    private static String name(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString())
                .orElse("a program");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of(); // not Linux
        }
    }
}
