package org.hunar.server.operations;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder in which the server keeps something: there, writable, with room. */
final class DiskCheck implements Check {
    private static final String SUBJECT = "disk";
    private static final long MIB = 1024 * 1024;
    /** With less than that, the next push may not fit. */
    private static final long FULL = MIB;

    private static final long SCARCE = 512 * MIB;
    private static final int SCARCE_PERCENT = 5;

    private final Path folder;

    DiskCheck(Path folder) {
        this.folder = folder;
    }

    @Override
    public List<Finding> look() {
        return List.of(finding());
    }

    private Finding finding() {
        if (!Files.exists(folder)) {
            return Finding.warning(
                    SUBJECT,
                    folder + " is not there; the server makes it at its start",
                    "if work has been stored already, mount the disk that holds it");
        }
        if (!Files.isDirectory(folder)) {
            return Finding.wrong(SUBJECT, folder + " is not a folder", "move it away and mkdir " + folder);
        }
        try {
            FileStore store = Files.getFileStore(folder);
            Finding room = room(store.getUsableSpace(), store.getTotalSpace());
            return room.isWrong() ? room : writable(room);
        } catch (IOException e) {
            return Finding.wrong(SUBJECT, folder + " cannot be looked at: " + e, "see to the disk");
        }
    }

    private Finding room(long usable, long total) {
        String left = usable / MIB + " MiB of " + total / MIB + " MiB are free in " + folder;
        if (usable < FULL) {
            return Finding.wrong(
                    SUBJECT,
                    "full: " + left,
                    "make room; nothing acknowledged is lost, phones keep the rest, and the server goes on by itself");
        }
        if (usable < SCARCE || usable < total / 100 * SCARCE_PERCENT) {
            return Finding.warning(SUBJECT, "nearly full: " + left, "make room before it is full");
        }
        return Finding.ok(SUBJECT, left);
    }

    /** The rights alone would not tell of a file system that went read-only. */
    private Finding writable(Finding room) {
        try {
            Files.delete(Files.createTempFile(folder, ".doctor", ""));
            return room;
        } catch (IOException e) {
            return Finding.wrong(
                    SUBJECT,
                    folder + " cannot be written to: " + e.getMessage(),
                    "run as the owner of the folder, or chown it; if the file system is read-only, see to the disk");
        }
    }
}
