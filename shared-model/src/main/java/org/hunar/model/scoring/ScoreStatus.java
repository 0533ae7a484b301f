package org.hunar.model.scoring;

/** Whether an assessment has a score yet. */
public enum ScoreStatus {
    COMPLETED,
    /** A free text waits for its rating: there is no score, and no report counts the assessment, until it is rated. */
    PENDING_RATING
}
