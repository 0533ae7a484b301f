package org.hunar.model.sync;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.hunar.model.assessment.AssessmentId;

/**
 * A file that a phone has for the server: {@code POST /uploads}, tus 1.0.0 with its extension creation. The same bytes
 * from the same device are the same upload, so asking once more tells how far it has come.
 *
 * @param sha256 of the bytes, 64 hex digits in lower case
 * @param size in bytes
 * @param mime such as {@code image/jpeg}
 * @param assessment that names the file in an answer; one of them, if there are several
 */
public record UploadRequest(String sha256, long size, String mime, AssessmentId assessment) {

    /** The header {@code Upload-Metadata}: names, each with its value in Base64. */
    public String metadata() {
        return "sha256 " + base64(sha256) + ",mime " + base64(mime) + ",assessment " + base64(assessment.toString());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
