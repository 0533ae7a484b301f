package org.hunar.server.blob;

import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.hunar.server.assessment.Assessments;
import org.hunar.server.http.ProblemException;
import org.hunar.server.storage.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds what {@code blob} is made of. */
public final class BlobFeature {
    private static final Logger LOG = LoggerFactory.getLogger(BlobFeature.class);

    private final BlobStore store;
    private final Blobs blobs;
    private final WholeFiles wholeFiles;
    private final Uploads uploads;
    private final BlobCollector collector;

    public BlobFeature(
            Database database,
            Assessments assessments,
            BlobConfig config,
            RandomGenerator random,
            InstantSource clock) {
        this.store = store(database, config);
        this.blobs = new Blobs(database, store, assessments, clock);
        this.wholeFiles = new WholeFiles(database, store, blobs, random, clock);
        this.uploads = new Uploads(database, store, blobs, config, clock, random);
        this.collector = new BlobCollector(
                database, store, uploads, config.unreferencedKept().toJavaDuration(), clock);
    }

    public Blobs blobs() {
        return blobs;
    }

    public WholeFiles wholeFiles() {
        return wholeFiles;
    }

    public void register(JerseyEnvironment jersey, LifecycleEnvironment lifecycle) {
        lifecycle
                .scheduledExecutorService("blobs", true)
                .build()
                .scheduleWithFixedDelay(collector::collectOrLog, 1, 1, TimeUnit.HOURS);
        jersey.register(new UploadResource(uploads));
        jersey.register(new UploadOptionsResource(uploads.maxSize()));
        jersey.register(new BlobResource(blobs, store));
    }

    /** The disk may be emptied or mended; a phone that comes again then loses nothing. */
    public static ProblemException refusal(BlobStoreException failure) {
        LOG.error("a file could not be stored or read", failure);
        return new ProblemException(503, "STORAGE", "files cannot be stored or read at the moment; try again later")
                .withHeader("Retry-After", "60");
    }

    static BlobStore store(Database database, BlobConfig config) {
        return config.folder(database.isEmbedded())
                .<BlobStore>map(FileBlobStore::new)
                .orElseGet(() -> new DatabaseBlobStore(database));
    }
}
