package org.hunar.server.report.state;

import java.util.Optional;
import java.util.UUID;

/**
 * How a participant stands in the report.
 *
 * @param enrolled on the roster; who is not contributes nothing
 * @param pre the chosen PRE
 * @param post the chosen POST
 * @param pres the attempts among which the PRE was chosen
 * @param posts the attempts among which the POST was chosen
 * @param duplicates completed assessments that claim an attempt that another has, and so do not count
 */
record Standing(
        UUID participant,
        Groups groups,
        boolean enrolled,
        Optional<UUID> pre,
        Optional<UUID> post,
        Attempts pres,
        Attempts posts,
        int duplicates,
        Contribution contribution) {

    /**
     * @param taken completed ones
     * @param eligible of these, those that may be chosen: scored and within the window
     */
    record Attempts(int taken, int eligible) {}

    /** By the chosen attempts. */
    enum Pairing {
        NONE,
        PRE_ONLY,
        POST_ONLY,
        PAIRED
    }

    Pairing pairing() {
        if (pre.isPresent()) {
            return post.isPresent() ? Pairing.PAIRED : Pairing.PRE_ONLY;
        }
        return post.isPresent() ? Pairing.POST_ONLY : Pairing.NONE;
    }

    /** What it adds to the sums. */
    Delta asDelta() {
        return new Delta(groups, contribution, 1);
    }
}
