package org.hunar.server.assessment;

import io.dropwizard.jersey.setup.JerseyEnvironment;
import java.util.List;
import org.hunar.server.participant.Participants;
import org.hunar.server.programme.Programmes;
import org.hunar.server.storage.Database;

/** Builds the central store of assessments, and what shows it. */
public final class AssessmentFeature {
    private final Assessments assessments = new Assessments(new AssessmentDao());

    public Assessments assessments() {
        return assessments;
    }

    /** Shows with an assessment that it came after its cohort had closed. */
    public AssessmentDetail late(Programmes programmes) {
        return new LateDetail(programmes);
    }

    /** Shows with an assessment for whom it counts. */
    public AssessmentDetail person(Participants participants) {
        return new PersonDetail(participants);
    }

    /**
     * @param details what other features know of assessments, each shown under its name
     * @param detailsOfOne shown beside them where one assessment is looked at, too much for a list
     */
    public void register(
            JerseyEnvironment jersey,
            Database database,
            List<AssessmentDetail> details,
            List<AssessmentDetail> detailsOfOne) {
        jersey.register(new AssessmentResource(new AssessmentReader(database, details, detailsOfOne)));
    }
}
