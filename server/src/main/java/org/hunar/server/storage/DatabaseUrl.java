package org.hunar.server.storage;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a database URL must say for the server to trust it. */
public enum DatabaseUrl {
    /** Acknowledged work survives a killed process and a cut of power. */
    DURABLE,
    /** For tests: also H2 in memory. */
    DURABLE_OR_IN_MEMORY;

    static final String EXAMPLE = "jdbc:h2:" + DurableFilePath.SCHEME
            + ":./data/hunar;WRITE_DELAY=0;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";

    private static final List<String> H2_SETTINGS =
            List.of("MODE=POSTGRESQL", "DATABASE_TO_LOWER=TRUE", "DEFAULT_NULL_ORDERING=HIGH");

    /** @throws RefusedToStartException if the URL may not be used; the message says why, and what to write instead */
    public Dialect check(String url) {
        Dialect dialect = Dialect.of(url);
        if (dialect == Dialect.H2) {
            checkH2(url);
        }
        return dialect;
    }

    /** Whether the database lives in this process. */
    public static boolean isEmbedded(String url) {
        return url.startsWith("jdbc:h2:");
    }

    /** The file in which H2 keeps its data; empty for other databases and for H2 in memory. */
    public static Optional<Path> file(String url) {
        String start = "jdbc:h2:" + DurableFilePath.SCHEME + ":";
        return url.startsWith(start)
                ? Optional.of(Path.of(url.substring(start.length()).split(";", 2)[0] + ".mv.db"))
                : Optional.empty();
    }

    private void checkH2(String url) {
        List<String> settings = Arrays.asList(url.toUpperCase(Locale.ROOT).split(";"));
        boolean inMemory = this == DURABLE_OR_IN_MEMORY && url.startsWith("jdbc:h2:mem:");
        if (!inMemory) {
            require(
                    url.startsWith("jdbc:h2:" + DurableFilePath.SCHEME + ":"),
                    "database.url keeps its data where a cut of power loses acknowledged work");
            require(
                    settings.contains("WRITE_DELAY=0"),
                    "database.url lacks WRITE_DELAY=0, so a killed process loses acknowledged work");
        }
        for (String setting : H2_SETTINGS) {
            require(settings.contains(setting), "database.url lacks " + setting);
        }
    }

    private static void require(boolean condition, String refusal) {
        if (!condition) {
            throw new RefusedToStartException(refusal + "; write " + EXAMPLE);
        }
    }
}
