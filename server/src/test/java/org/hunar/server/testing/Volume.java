package org.hunar.server.testing;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * A file system of its own, mounted for one test. Mounting needs the rights of root, directly or by a {@code sudo} that
 * asks nothing; where they are not given the test is skipped, and says so.
 */
public final class Volume implements AutoCloseable {
    /** FS_IOC_SHUTDOWN of Linux with the flag NOLOGFLUSH: the journal is not flushed, as when the power fails. */
    private static final String SHUT_DOWN = "open(my $fs, '<', $ARGV[0]) or die $!; my $no_log_flush = pack('L', 2);"
            + " ioctl($fs, 0x8004587D, $no_log_flush) or die $!;";

    private final Path mountPoint;

    private Volume(Path mountPoint) {
        this.mountPoint = mountPoint;
    }

    /** In memory, of a fixed size. */
    public static Volume inMemory(Path mountPoint, int megabytes) {
        return mount(mountPoint, List.of("-t", "tmpfs", "-o", "size=" + megabytes + "m,mode=777", "tmpfs"));
    }

    /** ext4 in the file {@code image}, through a loop device: what this file holds is what the disk would hold. */
    public static Volume onDisk(Path mountPoint, Path image) {
        Volume volume = mount(mountPoint, List.of("-t", "ext4", "-o", "loop", image.toString()));
        asRoot(List.of("chmod", "777", mountPoint.toString()));
        return volume;
    }

    /** An empty file system in a file, for {@link #onDisk}. */
    public static Path image(Path file, int megabytes) {
        try (RandomAccessFile image = new RandomAccessFile(file.toFile(), "rw")) {
            image.setLength(megabytes * 1024L * 1024L);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String complaint = run(List.of("mkfs.ext4", "-q", file.toString()));
        if (!complaint.isEmpty()) {
            skip(complaint);
        }
        return file;
    }

    public Path path() {
        return mountPoint;
    }

    /** Ends the file system at once, and with it all that was not forced to its disk; only {@link #close} is left to do. */
    public void cutPower() {
        asRoot(List.of("perl", "-e", SHUT_DOWN, mountPoint.toString()));
    }

    /** Runs a command as root. */
    public static void asRoot(List<String> command) {
        List<String> all = new ArrayList<>();
        if (!"root".equals(System.getProperty("user.name"))) {
            all.addAll(List.of("sudo", "-n"));
        }
        all.addAll(command);
        String said = run(all);
        if (!said.isEmpty()) {
            throw new IllegalStateException(String.join(" ", all) + ": " + said);
        }
    }

    @Override
    public void close() {
        asRoot(List.of("umount", mountPoint.toString()));
    }

    private static Volume mount(Path mountPoint, List<String> what) {
        List<String> command = new ArrayList<>(List.of("mount"));
        command.addAll(what);
        command.add(mountPoint.toString());
        try {
            Files.createDirectories(mountPoint);
            asRoot(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalStateException e) {
            skip(e.getMessage());
        }
        return new Volume(mountPoint);
    }

    private static void skip(String complaint) {
        System.out.println("SKIPPED, since nothing can be mounted here: " + complaint);
        Assumptions.abort("nothing can be mounted here: " + complaint);
    }

    /** Returns what it complained of; empty if it succeeded. */
    private static String run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? "" : "failed: " + said;
        } catch (IOException e) {
            return e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
