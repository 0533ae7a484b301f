package org.hunar.server.blob;

import java.io.IOException;
import java.io.InputStream;
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
    private final Database database;
    private final BlobStore store;
    private final Assessments assessments;
    private final InstantSource clock;
    private final BlobDao dao = new BlobDao();

    Blobs(Database database, BlobStore store, Assessments assessments, InstantSource clock) {
        this.database = database;
        this.store = store;
        this.assessments = assessments;
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

    /**
     * Keeps a file for as long as something that is published names it, which is for ever; of one owner the last alone.
     *
     * @param owner of no entity
     * @param sha256 in hex, of a file that was just {@link WholeFiles#keep kept}
     */
    public void referPublished(Transaction tx, UUID owner, String sha256) {
        dao.lockPresent(tx, Set.of(new BlobHash(sha256)));
        dao.referPublished(tx, owner, new BlobHash(sha256));
    }

    /** The bytes of a file; whoever asks has checked what the caller may see. */
    public InputStream open(String sha256) {
        try {
            return store.read(new BlobHash(sha256), 0);
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
