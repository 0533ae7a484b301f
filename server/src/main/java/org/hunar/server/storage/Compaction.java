package org.hunar.server.storage;

import io.dropwizard.db.DataSourceFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes H2's file small before the server opens it, when most of it is dead. H2 copies what lives into a new file beside
 * it ({@code *.tempFile}), written through to the disk, and puts that in its place by a rename; a process that is killed
 * on the way leaves the file as it was.
 */
final class Compaction {
    /** A smaller file is left alone. */
    private static final long WORTHWHILE = 32L * 1024 * 1024;
    /** So much of a file lives at least, in percent, where it is left alone. */
    private static final int LIVING_PERCENT = 25;

    private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);

    private Compaction() {}

    /** @param config of an H2 that nobody has open */
    static void whereWorthwhile(DataSourceFactory config) {
        DatabaseUrl.file(config.getUrl()).filter(Compaction::isLarge).ifPresent(file -> compactIfDead(config, file));
    }

    private static void compactIfDead(DataSourceFactory config, Path file) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(config.getUrl());
        source.setUser(config.getUser());
        source.setPassword(config.getPassword());
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            long before = Files.size(file);
            if (livingPercent(statement) < LIVING_PERCENT) {
                shutDownCompact(statement);
                force(file.toAbsolutePath().getParent());
                LOG.info("{} was made small: it had {} bytes, now {}", file, before, Files.size(file));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(file + " cannot be opened or made small", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isLarge(Path file) {
        try {
            return Files.exists(file) && Files.size(file) >= WORTHWHILE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the file, what is in use; and of that, what is not out of date. */
    private static int livingPercent(Statement statement) throws SQLException {
        return percent(statement, "info.FILL_RATE") * percent(statement, "info.CHUNKS_FILL_RATE") / 100;
    }

    private static int percent(Statement statement, String setting) throws SQLException {
        try (ResultSet row = statement.executeQuery(
                "select setting_value from information_schema.settings where setting_name = '" + setting + "'")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static void shutDownCompact(Statement statement) throws SQLException {
        try {
            statement.execute("shutdown compact");
        } catch (SQLException e) {
            // the statement ends with the database that it closes
            if (e.getErrorCode() != ErrorCode.DATABASE_IS_CLOSED) {
                throw e;
            }
        }
    }

    /** The rename is on disk once the folder is. */
    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
