package org.hunar.server.assessment;

/** Builds the central store of assessments. */
public final class AssessmentFeature {
    private final Assessments assessments = new Assessments(new AssessmentDao());

    public Assessments assessments() {
        return assessments;
    }
}
