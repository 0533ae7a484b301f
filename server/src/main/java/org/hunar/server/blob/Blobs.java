package org.hunar.server.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.server.assessment.Assessments;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.ProblemException;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;

/** Whole files, each once, by the SHA-256 of their bytes. */
public final class Blobs {
    private static final int CHUNK = 256 * 1024;
    private static final String ANY_BYTES = "application/octet-stream";

    private final Database database;
    private final BlobStore store;
    private final Assessments assessments;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final BlobDao dao = new BlobDao();

    Blobs(Database database, BlobStore store, Assessments assessments, RandomGenerator random, InstantSource clock) {
        this.database = database;
        this.store = store;
        this.assessments = assessments;
        this.random = random;
        this.clock = clock;
    }

    /**
     * Notes which files the accepted operations of entities name. They are kept from then on, also those that are still
     * to come. Two statements however many there are; none when there are none. To be called after the entities are
     * locked and before the scopes are.
     *
     * @param files by entity, each SHA-256 in hex
     * @return those that are there
     */
    public Set<String> refer(Transaction tx, Map<EntityId, ? extends Collection<String>> files) {
        List<BlobReference> references = new ArrayList<>();
        files.forEach((entity, hashes) -> hashes.stream()
                .filter(BlobHash::isOne)
                .forEach(hex -> references.add(new BlobReference(new BlobHash(hex), entity))));
        Set<BlobHash> named =
                references.stream().map(BlobReference::hash).collect(Collectors.toCollection(TreeSet::new));
        dao.refer(tx, references);
        return dao.lockPresent(tx, named).stream().map(BlobHash::hex).collect(Collectors.toSet());
    }

    /**
     * Forgets that the entities name files: those that nothing else names are deleted some days later. To be called as
     * {@link #refer}.
     *
     * @return how many files they named
     */
    public int release(Transaction tx, Collection<EntityId> entities) {
        return dao.release(tx, entities);
    }

    /** Those of the files that are there, each a SHA-256 in hex. */
    public Set<String> present(Transaction tx, Collection<String> files) {
        Set<BlobHash> hashes = files.stream()
                .filter(BlobHash::isOne)
                .map(BlobHash::new)
                .collect(Collectors.toCollection(TreeSet::new));
        return dao.present(tx, hashes).stream().map(BlobHash::hex).collect(Collectors.toSet());
    }

    /**
     * A blob that the caller may see: who sees the names in an assessment sees what its answers refer to.
     *
     * @throws ProblemException 404 also if it is there and the caller may not know of it
     */
    Blob visible(Caller caller, BlobHash hash) {
        return database.inSnapshot(tx -> dao.find(tx, hash).filter(blob -> maySee(tx, caller, hash)))
                .orElseThrow(() -> ProblemException.notFound("blob " + hash));
    }

    /**
     * Whether the blob is there; then it stays for a while, for somebody counts on it. Bytes of which only the store
     * knows, after a crash or a restored backup, become known again.
     *
     * @throws ProblemException 400 if the announcement gives it another size
     */
    boolean want(Transaction tx, Announcement announced) {
        BlobHash hash = announced.hash();
        Optional<Blob> known = dao.lock(tx, hash);
        OptionalLong size = store.sizeOf(tx, hash);
        if (size.isEmpty()) {
            return false;
        }
        if (size.getAsLong() != announced.size()) {
            throw announced.otherSize(size.getAsLong());
        }
        keep(tx, known, new Blob(hash, announced.size(), announced.mime()));
        return true;
    }

    /** The bytes of a file that came whole; opened as often as is needed. */
    public interface Bytes {
        InputStream open() throws IOException;
    }

    /** A file that is here to stay, if something {@link #refer refers} to it. */
    public record Kept(String sha256, long size, String mime) {}

    /**
     * Keeps a file that came whole and by itself, such as with a form.
     *
     * @param mime as whoever brings it says it is; what is no media type counts as any bytes
     * @throws BlobStoreException if it cannot be read or written
     */
    public Kept keep(Transaction tx, String mime, Bytes bytes) {
        MessageDigest digest = BlobHash.digest();
        long size = each(bytes, (chunk, position) -> digest.update(chunk.duplicate()));
        Blob blob = new Blob(BlobHash.of(digest), size, Announcement.isMime(mime) ? mime : ANY_BYTES);
        Optional<Blob> known = dao.lock(tx, blob.hash());
        if (store.sizeOf(tx, blob.hash()).isEmpty()) {
            UUID upload = new UUID(random.nextLong(), random.nextLong());
            each(bytes, (chunk, position) -> store.write(tx, upload, position, chunk));
            store.seal(tx, upload, size, blob.hash());
        }
        keep(tx, known, blob);
        return new Kept(blob.hash().hex(), size, blob.mime());
    }

    private interface Chunk {
        void take(ByteBuffer chunk, long position);
    }

    private static long each(Bytes bytes, Chunk work) {
        try (InputStream in = bytes.open()) {
            long position = 0;
            for (byte[] chunk = in.readNBytes(CHUNK); chunk.length > 0; chunk = in.readNBytes(CHUNK)) {
                work.take(ByteBuffer.wrap(chunk), position);
                position += chunk.length;
            }
            return position;
        } catch (IOException e) {
            throw new BlobStoreException(e);
        }
    }

    /** Makes an upload whose bytes are all there a blob; false if they are not those that were announced. */
    boolean add(Transaction tx, Upload upload) {
        Optional<Blob> known = dao.lock(tx, upload.hash());
        boolean right = store.seal(tx, upload.id(), upload.size(), upload.hash());
        if (right) {
            keep(tx, known, new Blob(upload.hash(), upload.size(), upload.mime()));
        }
        return right;
    }

    private void keep(Transaction tx, Optional<Blob> known, Blob blob) {
        if (known.isPresent()) {
            dao.want(tx, blob.hash(), clock.instant());
        } else {
            dao.insert(tx, blob, clock.instant());
        }
    }

    private boolean maySee(Transaction tx, Caller caller, BlobHash hash) {
        List<AssessmentId> referring = dao.referring(tx, hash).stream()
                .filter(entity -> entity.type() == EntityType.ASSESSMENT)
                .map(entity -> new AssessmentId(entity.id()))
                .toList();
        return assessments.find(tx, referring).values().stream()
                .anyMatch(assessment -> caller.mayTrain(assessment.programme(), assessment.cohort()));
    }
}
