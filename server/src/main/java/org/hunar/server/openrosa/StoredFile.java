package org.hunar.server.openrosa;

import java.util.Map;
import org.hunar.model.assessment.Answer;

/**
 * A file that came with a submission.
 *
 * @param name by which the answers name it
 * @param referenced whether they do; what they do not name is kept all the same
 */
record StoredFile(String name, String sha256, long size, String mime, boolean referenced) {
    @SuppressWarnings("unchecked")
    Map<String, Object> answer() {
        return (Map<String, Object>) new Answer.Attachment(sha256, size, mime).toJson();
    }
}
