package org.hunar.server.openrosa;

import java.util.List;
import java.util.Optional;
import org.hunar.model.problem.Violation;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.PushCode;
import org.hunar.server.http.ProblemException;
import org.hunar.server.storage.Database;
import org.hunar.server.sync.Incoming;
import org.hunar.server.sync.Intake;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what is refused to the byte, in the quarantine where somebody looks at it. */
final class RefusedSubmissions {
    private static final Logger LOG = LoggerFactory.getLogger(RefusedSubmissions.class);
    private static final int LAST_REFUSAL = 499;

    private final Database database;
    private final FilledForms forms;
    private final AssessmentWriter assessments;
    private final Intake intake;

    RefusedSubmissions(Database database, FilledForms forms, AssessmentWriter assessments, Intake intake) {
        this.database = database;
        this.forms = forms;
        this.assessments = assessments;
        this.intake = intake;
    }

    /** Whether the submission is at fault; else the phone, or we, try again. */
    static boolean isFinal(ProblemException refusal) {
        return refusal.status() <= LAST_REFUSAL;
    }

    void keep(Sender sender, ProgrammeId programme, byte[] xml, ProblemException refusal) {
        if (isOfErased(programme, xml)) {
            return;
        }
        PushCode code = refusal.code().equals(PushCode.IDEMPOTENCY_MISMATCH.name())
                ? PushCode.IDEMPOTENCY_MISMATCH
                : PushCode.VALIDATION;
        intake.take(sender.batch(List.of(new Incoming.Unreadable(
                Optional.empty(), code, List.of(new Violation("", refusal.code(), refusal.getMessage())), xml))));
    }

    private boolean isOfErased(ProgrammeId programme, byte[] xml) {
        try {
            FilledForm filled = forms.read(programme, xml);
            return database.inSnapshot(tx -> assessments.isOfErased(tx, filled));
        } catch (ProblemException unreadable) {
            LOG.debug("Whom it is about cannot be told: {}", unreadable.code());
            return false;
        }
    }
}
