package org.hunar.server.openrosa;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.OperationId;

/**
 * A submission that came, and how far it has got.
 *
 * @param version of the form
 * @param xmlSha256 of the bytes
 * @param installId under which its operations are logged
 * @param tokenId of the phone; empty for who came with a password
 * @param tries how often its operations were refused before
 * @param assessment that it makes, or edits
 * @param heads the operations that a further one is laid upon
 */
record StoredSubmission(
        ProgrammeId programme,
        String instanceId,
        String form,
        String version,
        String xmlSha256,
        byte[] xml,
        String author,
        UUID installId,
        Optional<UUID> tokenId,
        Instant receivedAt,
        State state,
        int tries,
        UUID assessment,
        List<OperationId> heads,
        Optional<String> deprecatedId,
        Entity entity) {

    enum State {
        /** Its operations are in the log. */
        TAKEN,
        /** They were refused; a repetition tries again. */
        REFUSED,
        /** What it edits has not come. */
        AWAITS_EDITED
    }

    enum EntityState {
        /** It says nothing of a participant. */
        NONE,
        TAKEN,
        /** What it is built upon, made offline on the same phone, has not come. */
        AWAITS_BRANCH
    }

    /** @param place in the branch */
    record Entity(
            EntityState state, Optional<UUID> id, Optional<UUID> operation, Optional<String> branchId, long place) {
        static final Entity NONE =
                new Entity(EntityState.NONE, Optional.empty(), Optional.empty(), Optional.empty(), 0);
    }

    StoredSubmission now(State next, UUID ofAssessment, List<OperationId> nextHeads) {
        int nextTries = next == State.REFUSED ? tries + 1 : tries;
        return new StoredSubmission(
                programme,
                instanceId,
                form,
                version,
                xmlSha256,
                xml,
                author,
                installId,
                tokenId,
                receivedAt,
                next,
                nextTries,
                ofAssessment,
                nextHeads,
                deprecatedId,
                entity);
    }

    StoredSubmission with(Entity next) {
        return new StoredSubmission(
                programme,
                instanceId,
                form,
                version,
                xmlSha256,
                xml,
                author,
                installId,
                tokenId,
                receivedAt,
                state,
                tries,
                assessment,
                heads,
                deprecatedId,
                next);
    }

    /** Whether its answers were taken out because somebody was erased. */
    boolean isErased() {
        return xml.length == 0;
    }

    /** Keeps answers out of logs, where a record would print them. */
    @Override
    public String toString() {
        return "StoredSubmission[" + programme + "/" + instanceId + ", " + state + "]";
    }
}
