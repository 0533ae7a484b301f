package org.hunar.server.blob;

import static org.hunar.server.blob.BlobConfig.Place.DATABASE;
import static org.hunar.server.blob.BlobConfig.Place.FILES;

import io.dropwizard.util.DataSize;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.hunar.server.assessment.AssessmentFeature;
import org.hunar.server.storage.Database;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestingClock;

/** What a server has for files, without its HTTP. Two of them on the same database and directory are two nodes. */
final class BlobNode {
    static final String AMNA = "amna";
    static final int MAX_SIZE = 1024 * 1024;

    final Database database;
    final BlobStore store;
    final Blobs blobs;
    final Uploads uploads;
    final BlobCollector collector;

    BlobNode(Setting setting, TestDatabase database, Path directory, TestingClock clock) {
        this(setting.place, database.database(), directory, clock);
    }

    BlobNode(BlobConfig.Place place, Database database, Path directory, TestingClock clock) {
        BlobConfig config = new BlobConfig(
                place, directory, DataSize.bytes(MAX_SIZE), DataSize.bytes(2L * MAX_SIZE), null, null, null);
        this.database = database;
        this.store = place == FILES ? new FileBlobStore(directory) : new DatabaseBlobStore(this.database);
        this.blobs = new Blobs(this.database, store, new AssessmentFeature().assessments(), clock);
        this.uploads = new Uploads(this.database, store, blobs, config, clock, new Random());
        this.collector = new BlobCollector(
                this.database, store, uploads, config.unreferencedKept().toJavaDuration(), clock);
    }

    /** Where rows are and where bytes are: all four together. */
    enum Setting {
        H2_AND_FILES(TestDatabase.Kind.H2, FILES),
        H2_ALONE(TestDatabase.Kind.H2, DATABASE),
        POSTGRESQL_AND_FILES(TestDatabase.Kind.POSTGRESQL, FILES),
        POSTGRESQL_ALONE(TestDatabase.Kind.POSTGRESQL, DATABASE);

        final TestDatabase.Kind kind;
        final BlobConfig.Place place;

        Setting(TestDatabase.Kind kind, BlobConfig.Place place) {
            this.kind = kind;
            this.place = place;
        }
    }

    Upload announce(byte[] file) {
        return uploads.announce(AMNA, announcement(file));
    }

    Upload bring(UUID upload, long offset, byte[] bytes) {
        return bring(upload, offset, new ByteArrayInputStream(bytes), Optional.empty());
    }

    Upload bring(UUID upload, long offset, InputStream bytes, Optional<Checksum> checksum) {
        return uploads.append(AMNA, upload, offset, checksum, -1, bytes);
    }

    /** Announces a file and brings it, unless it is there. */
    BlobHash keep(byte[] file) {
        Upload upload = announce(file);
        if (!upload.isWhole()) {
            bring(upload.id(), 0, file);
        }
        return hashOf(file);
    }

    boolean isThere(byte[] file) {
        return database.inSnapshot(tx -> new BlobDao().find(tx, hashOf(file)).isPresent()
                && store.sizeOf(tx, hashOf(file)).isPresent());
    }

    byte[] read(BlobHash hash) throws IOException {
        try (InputStream in = store.read(hash, 0)) {
            return in.readAllBytes();
        }
    }

    static Announcement announcement(byte[] file) {
        return Announcement.of(Long.toString(file.length), metadata(hashOf(file).hex(), "image/jpeg"));
    }

    static String metadata(String sha256, String mime) {
        return "sha256 " + base64(sha256.getBytes(StandardCharsets.UTF_8)) + ",mime "
                + base64(mime.getBytes(StandardCharsets.UTF_8));
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    static BlobHash hashOf(byte[] bytes) {
        MessageDigest digest = BlobHash.digest();
        digest.update(bytes);
        return BlobHash.of(digest);
    }
}
