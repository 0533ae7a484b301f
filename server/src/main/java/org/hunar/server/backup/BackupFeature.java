package org.hunar.server.backup;

import io.dropwizard.core.setup.Environment;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.hunar.server.auth.OperatorTickets;
import org.hunar.server.auth.TokensConfig;
import org.hunar.server.blob.BlobArchive;
import org.hunar.server.blob.BlobConfig;
import org.hunar.server.storage.Database;

/** Builds what {@code backup} is made of in a server. */
public final class BackupFeature {
    private BackupFeature() {}

    public static void register(
            Environment environment,
            Database database,
            BlobConfig blobs,
            TokensConfig tokens,
            SecureRandom random,
            InstantSource clock) {
        Backups backups = new Backups(database, BlobArchive.of(database, blobs), clock);
        environment
                .admin()
                .addServlet("backup", new BackupServlet(backups, new OperatorTickets(tokens, random, clock)))
                .addMapping("/backup");
    }
}
