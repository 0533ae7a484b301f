package org.hunar.model.sync.client;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.hunar.model.assessment.Answer;
import org.hunar.model.json.CanonicalJson;

/** An app's photos, in memory. */
final class MemoryAttachments implements AttachmentSource {
    final Map<String, byte[]> files = new LinkedHashMap<>();

    /** A photo of so many bytes, another for each seed. */
    Answer.Attachment takes(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        String sha256 = CanonicalJson.hex(CanonicalJson.sha256().digest(bytes));
        files.put(sha256, bytes);
        return new Answer.Attachment(sha256, size, "image/jpeg");
    }

    @Override
    public InputStream open(String sha256) throws IOException {
        byte[] bytes = files.get(sha256);
        if (bytes == null) {
            throw new FileNotFoundException(sha256);
        }
        return new ByteArrayInputStream(bytes);
    }
}
