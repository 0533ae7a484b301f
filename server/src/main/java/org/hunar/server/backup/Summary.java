package org.hunar.server.backup;

import java.util.List;

/** A backup in a few words, for who runs a command. */
final class Summary {
    private static final long MIB = 1024 * 1024;

    private Summary() {}

    static String of(Manifest manifest) {
        return "%d tables, %,d rows, %,d files (%,d MiB)"
                .formatted(
                        manifest.tables().size(),
                        manifest.rows(),
                        manifest.files(),
                        (manifest.fileBytes() + MIB - 1) / MIB);
    }

    static List<String> warnings(Manifest manifest) {
        return manifest.missing().isEmpty()
                ? List.of()
                : List.of("WARNING: the bytes of " + manifest.missing().size() + " files that the database knows were"
                        + " not there, such as " + manifest.missing().get(0) + ": see the command doctor");
    }

    static String whereTheKeyIs(Site site) {
        String key = site.identity().key().isPresent()
                ? "HUNAR_IDENTITY_KEY"
                : site.identity().keyFile().toString();
        return "The key of the names, " + key + ", is not in it. Keep a copy of it, and not beside the backups: without"
                + " it nobody can read the names again.";
    }
}
