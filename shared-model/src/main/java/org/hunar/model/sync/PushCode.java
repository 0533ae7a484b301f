package org.hunar.model.sync;

import org.hunar.model.Translations;

/** Why a pushed operation has its status. */
public enum PushCode {
    SOFT_CONFLICT,
    HARD_CONFLICT,
    DUPLICATE_ATTEMPT,
    LATE_EDIT,
    PARTICIPANT_REMOVED,
    AUTHORITY_REVIEW,
    AWAITING_PARENT,
    AWAITING_BLOB,
    AWAITING_PARTICIPANT,
    AWAITING_INSTRUMENT,
    VALIDATION,
    IDEMPOTENCY_MISMATCH,
    FORBIDDEN,
    UNKNOWN_KIND,
    TOO_LARGE,
    BUSY,
    INTERNAL;

    /** What it says to people. */
    public Translations text() {
        return Texts.of(name()).orElseThrow(IllegalStateException::new);
    }
}
