package org.hunar.server.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hunar.server.storage.Migrations;

/** A PostgreSQL that keeps what it acknowledges, as an operator runs it; the one of most tests trades that for speed. */
public final class DurablePostgreSql implements AutoCloseable {
    /** Who may do everything. */
    public static final String USER = "postgres";

    private final EmbeddedPostgres server;
    /** Is deleted with it. */
    private final Optional<Path> copy;

    private DurablePostgreSql(EmbeddedPostgres server, Optional<Path> copy) {
        this.server = server;
        this.copy = copy;
    }

    /** With one database, migrated. */
    public static DurablePostgreSql start() {
        try {
            Path folder = PreparedPostgreSql.copyTo(Files.createTempDirectory("hunar-postgresql"));
            return start(builder().setDataDirectory(folder).setCleanDataDirectory(false), Optional.of(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With one database that has nothing in it. */
    public static DurablePostgreSql startEmpty() {
        return start(builder(), Optional.empty());
    }

    /** On a folder that it keeps, and always on the same port: started there again it is the same PostgreSQL. */
    public static DurablePostgreSql startIn(Path folder, int port) {
        return start(
                        builder()
                                .setDataDirectory(folder)
                                .setCleanDataDirectory(false)
                                .setPort(port),
                        Optional.empty())
                .migrated();
    }

    private static EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .setPGStartupWait(Duration.ofSeconds(60));
    }

    private static DurablePostgreSql start(EmbeddedPostgres.Builder builder, Optional<Path> copy) {
        try {
            return new DurablePostgreSql(builder.start(), copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code db migrate} of this version does it. */
    public DurablePostgreSql migrated() {
        Migrations.update(server.getPostgresDatabase());
        return this;
    }

    public String url() {
        return server.getJdbcUrl(USER, "postgres");
    }

    /**
     * Ends all its processes at once, as a cut of power does, and lets go of its folder, whose disk may be gone.
     *
     * @param postmaster from {@link #postmaster}
     */
    public void kill(ProcessHandle postmaster) throws IOException {
        List<ProcessHandle> all =
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
        close();
    }

    /** Its first process, of a PostgreSQL in that folder. */
    public static ProcessHandle postmaster(Path folder) throws IOException {
        long id = Long.parseLong(
                Files.readAllLines(folder.resolve("postmaster.pid")).get(0).strip());
        return ProcessHandle.of(id).orElseThrow();
    }

    @Override
    public void close() throws IOException {
        server.close();
        copy.ifPresent(Folders::delete);
    }
}
