package org.hunar.server.openrosa;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hunar.model.assessment.Answer;

/**
 * A file that came with a submission.
 *
 * @param name by which the answers name it
 * @param referenced whether they do; what they do not name is kept all the same
 */
record StoredFile(String name, String sha256, long size, String mime, boolean referenced) {
    /** Whether nothing of it was there when the phone sent it: it answers nothing, and nobody waits for it. */
    boolean isEmpty() {
        return size == 0;
    }

    /**
     * Whether it takes the place of another; an empty one does not.
     *
     * @param other of the same name; null if there is none
     */
    boolean changes(StoredFile other) {
        return other == null || !isEmpty() && !equals(other);
    }

    /** Names of those with something in them. */
    static Set<String> whole(Map<String, StoredFile> files) {
        return files.values().stream()
                .filter(file -> !file.isEmpty())
                .map(StoredFile::name)
                .collect(Collectors.toSet());
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> answer() {
        return (Map<String, Object>) new Answer.Attachment(sha256, size, mime).toJson();
    }
}
