package org.hunar.server.operations;

import io.dropwizard.db.DataSourceFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.hunar.server.storage.DatabaseUrl;
import org.hunar.server.storage.Dialect;
import org.hunar.server.storage.RefusedToStartException;

/**
 * The folder of photos and other files, against what the database knows of them: after a restore, one of the two may be
 * older than the other. Sizes are compared; the bytes of each file are what its name says, for {@code sha256sum}.
 */
final class BlobsCheck implements Check {
    private static final String SUBJECT = "files";
    private static final String HASH = "[0-9a-f]{64}";

    private final DataSourceFactory config;
    private final Path folder;

    BlobsCheck(DataSourceFactory config, Path folder) {
        this.config = config;
        this.folder = folder;
    }

    /** Nothing where the database cannot be asked: its own line says why. */
    @Override
    public List<Finding> look() {
        Optional<Map<Path, Long>> known = known();
        try {
            return known.isPresent() ? compare(known.get(), present()) : List.of();
        } catch (IOException e) {
            return List.of(Finding.wrong(SUBJECT, folder + " cannot be looked at: " + e, "see to the disk"));
        }
    }

    private List<Finding> compare(Map<Path, Long> known, Map<Path, Long> present) {
        List<Path> lost = named(known.keySet(), file -> present.getOrDefault(file, -1L) < known.get(file));
        Set<Path> unknown = new HashSet<>(present.keySet());
        unknown.removeAll(known.keySet());
        List<Finding> findings = new ArrayList<>();
        if (!lost.isEmpty()) {
            findings.add(Finding.wrong(
                    SUBJECT,
                    lost.size() + " that the database knows are missing or cut short in " + folder + ", such as "
                            + lost.get(0),
                    "mount the disk that holds them, or put them back from the backup of " + folder));
        }
        if (!unknown.isEmpty()) {
            findings.add(Finding.warning(
                    SUBJECT,
                    unknown.size() + " in " + folder + " are unknown to the database, such as "
                            + named(unknown, file -> true).get(0),
                    "they do no harm; if the database was put back from a backup, keep them: phones bring the rest"));
        }
        if (findings.isEmpty()) {
            findings.add(Finding.ok(SUBJECT, "all " + known.size() + " that the database knows are in " + folder));
        }
        return findings;
    }

    private static List<Path> named(Set<Path> files, Predicate<Path> wanted) {
        return files.stream().filter(wanted).sorted().toList();
    }

    /** Each file that is to be there, and how many bytes of it count; empty if the database cannot be asked. */
    private Optional<Map<Path, Long>> known() {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement()) {
            Map<Path, Long> known = new HashMap<>();
            try (ResultSet row = statement.executeQuery("select sha256, size from blobs where not condemned")) {
                while (row.next()) {
                    String hash = row.getString(1);
                    known.put(Path.of(hash.substring(0, 2), hash), row.getLong(2));
                }
            }
            try (ResultSet row =
                    statement.executeQuery("select id, received from uploads where received > 0 and received < size")) {
                while (row.next()) {
                    known.put(Path.of("uploads", row.getString(1)), row.getLong(2));
                }
            }
            return Optional.of(known);
        } catch (SQLException | RefusedToStartException e) {
            return Optional.empty();
        }
    }

    private DataSource source() {
        return DatabaseUrl.DURABLE.check(config.getUrl()) == Dialect.H2
                ? H2Check.readOnly(config)
                : PostgreSqlCheck.impatient(config);
    }

    /** Each whole file and each upload, and its bytes. */
    private Map<Path, Long> present() throws IOException {
        Map<Path, Long> present = new HashMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.find(folder, 2, (file, attributes) -> attributes.isRegularFile())) {
                for (Path file : files.toList()) {
                    Path name = folder.relativize(file);
                    if (name.getNameCount() == 2 && (name.startsWith("uploads") || isBlob(name))) {
                        present.put(name, Files.size(file));
                    }
                }
            }
        }
        return present;
    }

    private static boolean isBlob(Path name) {
        return name.getFileName().toString().matches(HASH);
    }
}
