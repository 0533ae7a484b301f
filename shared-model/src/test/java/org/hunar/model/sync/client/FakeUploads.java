package org.hunar.model.sync.client;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hunar.model.json.CanonicalJson;
import org.hunar.model.sync.UploadAnswer;
import org.hunar.model.sync.UploadRequest;

/** The uploads of the server in memory: what is complete, and what has come so far of what is not. */
final class FakeUploads {
    private static final int CONFLICT = 409;
    private static final int GONE = 410;
    private static final int MISMATCH = 460;

    /** SHA-256 to the bytes, of what is complete. */
    final Map<String, byte[]> blobs = new LinkedHashMap<>();

    private final Map<String, UploadRequest> announced = new HashMap<>();
    private final Map<String, ByteArrayOutputStream> arrived = new HashMap<>();

    /** How many bytes of the next requests arrive before the connection breaks. */
    final Deque<Integer> cuts = new ArrayDeque<>();

    /** How many of the next requests arrive with a wrong byte. */
    int damaged;

    int requests;

    /** Bytes that arrived, again ones too. */
    long received;

    UploadAnswer create(UploadRequest upload) throws TransportException {
        requests++;
        String sha256 = upload.sha256();
        if (blobs.containsKey(sha256)) {
            return new UploadAnswer(sha256, blobs.get(sha256).length);
        }
        announced.put(sha256, upload);
        return new UploadAnswer(
                sha256,
                arrived.computeIfAbsent(sha256, each -> new ByteArrayOutputStream())
                        .size());
    }

    long append(String id, long offset, byte[] bytes) throws TransportException {
        requests++;
        ByteArrayOutputStream content = arrived.get(id);
        if (content == null) {
            throw FakeServer.refusal(GONE, "UPLOAD_EXPIRED");
        }
        if (offset != content.size()) {
            throw FakeServer.refusal(CONFLICT, "WRONG_OFFSET");
        }
        int arriving = Math.min(bytes.length, cuts.isEmpty() ? bytes.length : cuts.remove());
        content.write(damaged(bytes), 0, arriving);
        received += arriving;
        if (arriving < bytes.length) {
            throw TransportException.noAnswer("the connection broke", null);
        }
        if (content.size() >= announced.get(id).size()) {
            complete(id, content.toByteArray());
        }
        return content.size();
    }

    private byte[] damaged(byte[] bytes) {
        byte[] copy = bytes.clone();
        if (damaged > 0) {
            damaged--;
            copy[0]++;
        }
        return copy;
    }

    private void complete(String sha256, byte[] bytes) throws TransportException {
        arrived.remove(sha256);
        if (!CanonicalJson.hex(CanonicalJson.sha256().digest(bytes)).equals(sha256)) {
            throw FakeServer.refusal(MISMATCH, "CHECKSUM_MISMATCH");
        }
        blobs.put(sha256, bytes);
    }

    /** Uploads that are not complete expire. */
    void expire() {
        arrived.clear();
    }
}
