package org.hunar.server.assessment;

/** How far an assessment has come; only a completed one enters a report. */
public enum AssessmentStatus {
    /** Begun, without a time of completion. May become COMPLETED or VOID. */
    IN_PROGRESS,
    /** Has a time of completion. May become VOID; an amendment leaves it completed. */
    COMPLETED,
    /** Declared void with a reason. Stays, shown, out of all reports; only a resolution lifts it. */
    VOID
}
