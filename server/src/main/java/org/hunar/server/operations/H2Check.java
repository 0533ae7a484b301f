package org.hunar.server.operations;

import io.dropwizard.db.DataSourceFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcDataSource;
import org.hunar.server.storage.DatabaseUrl;
import org.hunar.server.storage.DurableFilePath;
import org.hunar.server.storage.Migrations;

/** H2's file, opened for reading only; a server that is running has it locked, and then it is not looked into. */
final class H2Check implements Check {
    /** Neither made nor changed by looking at it, and nothing written about it. */
    private static final String READ_ONLY = ";IFEXISTS=TRUE;ACCESS_MODE_DATA=r;TRACE_LEVEL_FILE=0";

    private final DataSourceFactory config;
    private final Path file;

    H2Check(DataSourceFactory config) {
        this.config = config;
        this.file = DatabaseUrl.file(config.getUrl()).orElseThrow();
    }

    @Override
    public List<Finding> look() {
        if (!Files.exists(file)) {
            return List.of(Finding.ok(DatabaseCheck.SUBJECT, file + " is made at the first start"));
        }
        DataSource source = readOnly(config);
        try (Connection connection = source.getConnection()) {
            String version = connection.getMetaData().getDatabaseProductVersion();
            int missing = Migrations.missing(source);
            return List.of(
                    Finding.ok(DatabaseCheck.SUBJECT, file + " can be read by H2 " + version),
                    Finding.ok(
                            "migrations",
                            missing == 0 ? "up to date" : missing + " are run at the next start, by themselves"));
        } catch (SQLException e) {
            return List.of(unreadable(e));
        }
    }

    /** Opens the file for reading, if no server has it open. */
    static DataSource readOnly(DataSourceFactory config) {
        DurableFilePath.register();
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(config.getUrl() + READ_ONLY);
        source.setUser(config.getUser());
        source.setPassword(config.getPassword());
        return source;
    }

    private Finding unreadable(SQLException e) {
        return switch (e.getErrorCode()) {
            case ErrorCode.DATABASE_ALREADY_OPEN_1 ->
                Finding.ok(DatabaseCheck.SUBJECT, file + " is open in a server that is running, as it should be");
            case ErrorCode.WRONG_USER_OR_PASSWORD ->
                Finding.wrong(
                        DatabaseCheck.SUBJECT,
                        "user " + config.getUser() + " with this password may not open " + file,
                        "set HUNAR_DATABASE_USER and HUNAR_DATABASE_PASSWORD to those it was made with");
            default ->
                Finding.wrong(
                        DatabaseCheck.SUBJECT,
                        file + " cannot be opened: " + e.getMessage(),
                        "keep a copy of the file, then put back the last backup");
        };
    }
}
