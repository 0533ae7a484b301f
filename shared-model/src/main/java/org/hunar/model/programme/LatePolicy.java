package org.hunar.model.programme;

/** What a report makes of assessments that came after their cohort had closed. All are kept, and shown as late. */
public enum LatePolicy {
    /** They count like the others. */
    COUNT,
    /** Those that were also captured after the cohort had closed do not count. */
    EXCLUDE_CAPTURED,
    /** None of them counts. */
    EXCLUDE
}
