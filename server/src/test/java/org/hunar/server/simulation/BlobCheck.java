package org.hunar.server.simulation;

import static org.hunar.server.simulation.InvariantBroken.require;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hunar.model.sync.Operation;
import org.hunar.server.simulation.StoreState.LogRow;

/** Every file that came is the bytes that were taken, every one that is named has come, and no other stays: I19. */
final class BlobCheck {
    private static final Duration UNREFERENCED_KEPT = Duration.ofDays(7);

    private final World world;
    private final StoreState state;
    private final Map<String, byte[]> stored = new TreeMap<>();

    BlobCheck(World world, StoreState state) {
        this.world = world;
        this.state = state;
    }

    void run() {
        readStored();
        stored.forEach((hash, bytes) -> require(
                Photos.sha256(bytes).equals(hash) && Arrays.equals(bytes, photo(hash)),
                "I19",
                "%s has %d wrong bytes",
                hash,
                bytes.length));
        rows("select sha256, received, size from uploads")
                .forEach(row -> require(
                        !row.get("received").equals(row.get("size")) || stored.containsKey((String) row.get("sha256")),
                        "I19",
                        "an upload of %s is whole, and the file is not there",
                        row.get("sha256")));
        Set<String> named = new TreeSet<>();
        state.log().forEach(row -> {
            Set<String> photos = photos(row.operation());
            named.addAll(photos);
            require(
                    isBroughtByNobody(row) || stored.keySet().containsAll(photos),
                    "I19",
                    "%s names %s, and there are %s",
                    row.operation().id(),
                    photos,
                    stored.keySet());
        });
        requireCollected(named);
        state.documents().values().forEach(row -> requireDownloaded(row.doc()));
    }

    /** The bytes as they lie in the tables, chunk after chunk. */
    private void readStored() {
        Map<String, ByteArrayOutputStream> files = new TreeMap<>();
        rows("""
             select b.sha256, k.bytes
               from blobs b
               join blob_contents c on c.sha256 = b.sha256
               join blob_chunks k on k.content = c.content
              where not b.condemned
              order by b.sha256, k.start_at
             """)
                .forEach(row -> files.computeIfAbsent((String) row.get("sha256"), hash -> new ByteArrayOutputStream())
                        .writeBytes((byte[]) row.get("bytes")));
        files.forEach((hash, bytes) -> stored.put(hash, bytes.toByteArray()));
    }

    /** What a manager has decided names a file as well, and the phone that had it may have been put back. */
    private boolean isBroughtByNobody(LogRow row) {
        return Office.isAuthor(row.author())
                || world.ledger().isFragile(row.operation().id());
    }

    private void requireCollected(Set<String> named) {
        // a form keeps its files, also those that answer nothing any more because it was edited before they came
        rows("select sha256 from submission_files").forEach(row -> named.add((String) row.get("sha256")));
        OffsetDateTime old = world.time().instant().minus(UNREFERENCED_KEPT).atOffset(ZoneOffset.UTC);
        rows("select sha256, wanted_at from blobs")
                .forEach(row -> require(
                        named.contains((String) row.get("sha256"))
                                || !((OffsetDateTime) row.get("wanted_at")).isBefore(old),
                        "I19",
                        "nobody names %s, and it is still there",
                        row.get("sha256")));
    }

    /** Who sees an assessment sees its photos, whole. */
    private void requireDownloaded(Map<String, Object> doc) {
        if (doc.get("answers") instanceof Map<?, ?> answers
                && answers.get("photo") instanceof Map<?, ?> photo
                && stored.containsKey((String) photo.get("sha256"))) {
            String hash = (String) photo.get("sha256");
            Node node = world.freeNode().orElseThrow();
            node.hook((moment, readOnly, othersMayWait) -> {});
            Answer answer = node.doing(() -> node.files().download(node.caller(Grants.AUDITOR), hash))
                    .orElseThrow();
            require(Arrays.equals(answer.body(), photo(hash)), "I19", "%s is downloaded as %s", hash, answer);
        }
    }

    private byte[] photo(String hash) {
        return world.photos().find(hash).orElseThrow(() -> new InvariantBroken("I19", "nobody took " + hash));
    }

    private static Set<String> photos(Operation operation) {
        Set<String> photos = new TreeSet<>();
        if (operation.body().get("answers") instanceof Map<?, ?> answers
                && answers.get("photo") instanceof Map<?, ?> photo) {
            photos.add((String) photo.get("sha256"));
        }
        return photos;
    }

    private Iterable<Map<String, Object>> rows(String sql) {
        return world.cluster().store().query(sql);
    }
}
