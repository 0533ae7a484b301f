package org.hunar.model.programme;

/** Which of a participant's eligible attempts of a phase counts. */
public enum AttemptPolicy {
    /** The earliest by completion, then by attempt number. */
    FIRST,
    /** The latest by completion, then by attempt number. */
    LAST,
    /** The one with the highest total percent; the earlier on a tie. */
    BEST
}
