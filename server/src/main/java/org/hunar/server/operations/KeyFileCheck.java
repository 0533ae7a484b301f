package org.hunar.server.operations;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/** Whoever reads the key of the tokens can sign in as anybody; whoever reads that of the identities, who is who. */
final class KeyFileCheck implements Check {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final String subject;
    private final Path file;

    KeyFileCheck(String subject, Path file) {
        this.subject = subject;
        this.file = file;
    }

    @Override
    public List<Finding> look() {
        return List.of(finding());
    }

    private Finding finding() {
        if (!Files.exists(file)) {
            return Finding.ok(subject, file + " is made at the first start");
        }
        try {
            Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
            if (!OWNER_ONLY.containsAll(rights)) {
                return Finding.wrong(subject, "others may read " + file, "chmod 600 " + file);
            }
        } catch (IOException e) {
            return Finding.wrong(subject, file + " cannot be looked at: " + e, "see to the rights on its folder");
        }
        return Files.isReadable(file)
                ? Finding.ok(subject, file + ", readable by its owner only")
                : Finding.wrong(subject, file + " belongs to another user", "run as its owner, or chown it");
    }
}
