package org.hunar.server.sync;

/** What a manager has to decide, or to know (sync protocol §5). */
public enum CaseKind {
    /** Two people set one field apart; until it is decided the greatest key holds, and the result is provisional. */
    HARD_CONFLICT,
    /** Two assessments claim the same attempt; both are shown, the one captured first counts. */
    DUPLICATE_ATTEMPT,
    /** An edit that an approval had not seen: kept, without effect. */
    LATE_EDIT,
    /** Work for somebody who was taken off the roster: kept, in no report. */
    PARTICIPANT_REMOVED,
    /** Work by somebody who was not granted the cohort: kept, without effect. */
    AUTHORITY_REVIEW,
    /**
     * A clock far ahead, or from before its phone was let in, decided between two values or attempts. Changes nothing, so it
     * is noted, not decided.
     */
    CLOCK_SUSPECT,
    /** Two phones go by one name: a copied or restored database. All is kept, so it is noted, not decided. */
    FORKED_INSTALL;

    /** Whether there is nothing to decide: a manager takes note of it, and the log stays as it is. */
    public boolean isFlag() {
        return this == CLOCK_SUSPECT || this == FORKED_INSTALL;
    }
}
