package org.hunar.server.sync;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.server.assessment.AssessmentStatus;
import org.hunar.server.assessment.ClaimedAttempt;

/** Different assessments that claim to be the same attempt of the same participant. */
final class DoubledAttempts {
    private DoubledAttempts() {}

    /** @param attempts all of the participants concerned */
    static Set<AssessmentId> among(Collection<ClaimedAttempt> attempts) {
        Map<List<Object>, AssessmentId> first = new HashMap<>();
        Set<AssessmentId> doubled = new HashSet<>();
        for (ClaimedAttempt each : attempts) {
            if (each.status() != AssessmentStatus.VOID) {
                List<Object> attempt =
                        List.of(each.participant(), each.instrument().instrument(), each.phase(), each.attempt());
                AssessmentId other = first.putIfAbsent(attempt, each.id());
                if (other != null) {
                    doubled.add(other);
                    doubled.add(each.id());
                }
            }
        }
        return doubled;
    }
}
