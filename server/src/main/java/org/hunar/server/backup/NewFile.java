package org.hunar.server.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A file that is there as a whole, and on disk, or not at all; only its owner may read it. */
final class NewFile {
    private static final int BUFFER = 1 << 16;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path file;

    NewFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** Writes what is to be in the file. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Looks at what was written, before it gets its name. */
    @FunctionalInterface
    interface Check<T> {
        T of(Path written);
    }

    /**
     * @throws BackupException if the disk does not take it
     */
    <T> T write(Content content, Check<T> check) {
        Path folder = file.getParent();
        try {
            Path aside =
                    Files.createTempFile(folder, ".backup", ".part", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            try {
                try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
                    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
                    content.writeTo(out);
                    out.flush();
                    channel.force(true);
                }
                T checked = check.of(aside);
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
                force(folder);
                return checked;
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (IOException e) {
            throw new BackupException(
                    "the backup could not be written to " + file + ": " + reason(e)
                            + "; there is no half of it, and nothing was changed",
                    e);
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    /** The name is on disk once the folder is. */
    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
