package org.hunar.server.openrosa;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A filled form as it came.
 *
 * @param form id of the form
 * @param version empty if the form says none
 * @param instanceId that the phone gave it, or one that follows from its bytes
 * @param deprecatedId of the submission that this one edits
 * @param values name of each question to its answer, to the letter; blank ones are left out, and what is asked again and
 *     again in a repeat is no item
 * @param files names of the files that answers name, those in repeats too
 * @param entity what it says of an entity
 */
record Submission(
        String form,
        Optional<String> version,
        String instanceId,
        Optional<String> deprecatedId,
        Map<String, String> values,
        Set<String> files,
        Optional<EntityChange> entity) {

    Optional<String> value(String question) {
        return Optional.ofNullable(values.get(question)).map(String::strip);
    }

    /**
     * An entity made or changed by a submission.
     *
     * @param baseVersion that the phone had, or had made offline by itself
     * @param trunkVersion the last of the server's that it is built upon
     * @param branchId of what the phone made offline, one upon the other
     */
    record EntityChange(
            String id,
            boolean isNew,
            Optional<String> label,
            Optional<Long> baseVersion,
            Optional<Long> trunkVersion,
            Optional<String> branchId) {

        /** The version made offline that has to come first; empty if it is built upon one of the server's. */
        Optional<Long> predecessor() {
            if (isNew || branchId.isEmpty() || baseVersion.isEmpty() || baseVersion.equals(trunkVersion)) {
                return Optional.empty();
            }
            return Optional.of(baseVersion.get() - 1);
        }

        /** Its place in the branch; what makes the entity has the first. */
        long place() {
            return isNew ? 0 : baseVersion.orElse(0L);
        }
    }
}
