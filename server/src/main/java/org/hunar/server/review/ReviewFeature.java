package org.hunar.server.review;

import io.dropwizard.jersey.setup.JerseyEnvironment;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.hunar.server.assessment.AssessmentDetail;
import org.hunar.server.assessment.Assessments;
import org.hunar.server.auth.Audit;
import org.hunar.server.instrument.Instruments;
import org.hunar.server.participant.Participants;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.SealedColumn;
import org.hunar.server.sync.CaseListener;
import org.hunar.server.sync.ManagerOperations;

/** Builds what {@code review} is made of. */
public final class ReviewFeature {
    /** What is sealed of cases. */
    public static final List<SealedColumn> SEALED = List.of(
            SealedColumn.ofTexts("cases", List.of("id"), "candidates", "entity_type = 'participant'"),
            SealedColumn.ofTexts("cases", List.of("id"), "remark", "true"));

    private final Database database;
    private final Participants participants;
    private final Assessments assessments;
    private final Audit audit;
    private final InstantSource clock;
    private final Cases cases;

    public ReviewFeature(
            Database database,
            Participants participants,
            Assessments assessments,
            Audit audit,
            SecureRandom random,
            InstantSource clock) {
        this.database = database;
        this.participants = participants;
        this.assessments = assessments;
        this.audit = audit;
        this.clock = clock;
        this.cases = new Cases(random);
    }

    /** To be told which cases there are. */
    public CaseListener cases() {
        return cases;
    }

    /** Shows with an assessment which cases are open about it. */
    public AssessmentDetail openCases() {
        return new OpenCases();
    }

    /**
     * @param operations by which what a manager decides gets into the log
     * @param instruments that tell what a remark may be on
     */
    public void register(JerseyEnvironment jersey, ManagerOperations operations, Instruments instruments) {
        Subjects subjects = new Subjects(participants, assessments);
        jersey.register(new MergeResource(new Merges(database, participants, operations, audit)));
        jersey.register(new ReviewResource(new Reviews(database, subjects, instruments, operations, audit)));
        jersey.register(new ConflictResource(
                new CaseList(database, participants, assessments),
                new Resolutions(database, cases, subjects, operations, audit, clock)));
    }
}
