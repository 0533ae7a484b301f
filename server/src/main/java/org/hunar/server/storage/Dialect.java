package org.hunar.server.storage;

/** The two databases; one SQL serves both, and a DAO asks for the dialect only where it cannot. */
public enum Dialect {
    /** Embedded, PostgreSQL mode; one process. */
    H2("org.h2.Driver"),
    /** A server of its own; several processes of ours may share it. */
    POSTGRESQL("org.postgresql.Driver");

    private final String driver;

    Dialect(String driver) {
        this.driver = driver;
    }

    /** @throws RefusedToStartException if the URL names neither database */
    static Dialect of(String url) {
        if (url.startsWith("jdbc:h2:")) {
            return H2;
        }
        if (url.startsWith("jdbc:postgresql:")) {
            return POSTGRESQL;
        }
        throw new RefusedToStartException(
                "database.url must begin with jdbc:h2:dsync: or jdbc:postgresql:, other databases are not supported");
    }

    String driver() {
        return driver;
    }
}
