package org.hunar.server.blob;

import io.dropwizard.util.DataSize;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MinDuration;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The section {@code blobs} of config.yml.
 *
 * @param store where the bytes lie; default AUTO
 * @param directory of the files; default {@code data/blobs}
 * @param maxSize of a file; default 50 MiB
 * @param maxUnfinished sizes of all files that one user has announced and not finished; default 1 GiB
 * @param concurrentUploads how many requests bring bytes at once, each on a thread of the server; default 12
 * @param unfinishedKept how long an upload waits to be gone on with; default 7 days
 * @param unreferencedKept how long a file stays to which nothing refers; default 7 days
 */
public record BlobConfig(
        Place store,
        Path directory,
        DataSize maxSize,
        DataSize maxUnfinished,
        @Min(1) Integer concurrentUploads,
        @MinDuration(value = 1, unit = TimeUnit.HOURS) Duration unfinishedKept,
        @MinDuration(value = 1, unit = TimeUnit.HOURS) Duration unreferencedKept) {
    private static final Duration WEEK = Duration.days(7);
    private static final int DEFAULT_CONCURRENT = 12;

    /** As when the section is left out. */
    public static final BlobConfig DEFAULT = new BlobConfig(null, null, null, null, null, null, null);

    public BlobConfig {
        store = store == null ? Place.AUTO : store;
        directory = directory == null ? Path.of("data", "blobs") : directory;
        maxSize = maxSize == null ? DataSize.mebibytes(50) : maxSize;
        maxUnfinished = maxUnfinished == null ? DataSize.gibibytes(1) : maxUnfinished;
        concurrentUploads = concurrentUploads == null ? DEFAULT_CONCURRENT : concurrentUploads;
        unfinishedKept = unfinishedKept == null ? WEEK : unfinishedKept;
        unreferencedKept = unreferencedKept == null ? WEEK : unreferencedKept;
    }

    /**
     * Where the files lie; empty if the database keeps them.
     *
     * @param embedded whether the database lives in the server's process
     */
    public Optional<Path> folder(boolean embedded) {
        boolean inFiles = switch (store) {
            case FILES -> true;
            case DATABASE -> false;
            case AUTO -> embedded;
        };
        return inFiles ? Optional.of(directory) : Optional.empty();
    }

    /** Where bytes lie. */
    public enum Place {
        /** In files beside the embedded database; in PostgreSQL otherwise, whose nodes need not share a disk. */
        AUTO,
        FILES,
        DATABASE
    }
}
