package org.hunar.server.operations;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.hunar.server.storage.DatabaseUrl;
import org.postgresql.Driver;

/**
 * Whether the way to a PostgreSQL on another machine is encrypted, and leads to no other. By itself the driver is content with
 * whatever the server offers ({@code sslmode=prefer}).
 */
final class DatabaseEncryptionCheck implements Check {
    private static final String SUBJECT = "encryption";

    /** Of the values of {@code sslmode}, those by which the certificate of the server is looked at. */
    private static final Set<String> CHECKED = Set.of("verify-ca", "verify-full");

    private final String url;

    DatabaseEncryptionCheck(String url) {
        this.url = url;
    }

    @Override
    public List<Finding> look() {
        Properties settings = DatabaseUrl.isEmbedded(url) ? null : Driver.parseURL(url, null);
        if (settings == null || CHECKED.contains(settings.getProperty("sslmode", ""))) {
            return List.of();
        }
        return Stream.of(settings.getProperty("PGHOST", "localhost").split(","))
                .filter(host -> !isThisMachine(host))
                .findFirst()
                .map(host -> List.of(Finding.warning(
                        SUBJECT,
                        "whoever is on the way to PostgreSQL at " + host + " may read along, or answer in its place",
                        "write sslmode=verify-full and sslrootcert=FILE into the database's URL")))
                .orElse(List.of());
    }

    /** A name that is not known here is none of this machine. */
    static boolean isThisMachine(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
