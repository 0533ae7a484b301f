package org.hunar.server.assessment;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.programme.Cohort;
import org.hunar.model.programme.CohortId;
import org.hunar.server.programme.Programmes;
import org.hunar.server.storage.Transaction;

/**
 * Shows of assessments that came after their cohort had closed that they are late, and whether they were also captured
 * afterwards. It goes by when the cohort closes as it is now, so a changed time holds for what is here already.
 */
final class LateDetail implements AssessmentDetail {
    private final Programmes programmes;

    LateDetail(Programmes programmes) {
        this.programmes = programmes;
    }

    @Override
    public String name() {
        return "late";
    }

    @Override
    public Map<AssessmentId, ?> of(Transaction tx, Collection<AssessmentRecord> records) {
        Map<CohortId, Cohort> cohorts = programmes.cohorts(
                tx, records.stream().map(AssessmentRecord::cohort).collect(Collectors.toSet()));
        Map<AssessmentId, Map<String, Boolean>> late = new HashMap<>();
        for (AssessmentRecord record : records) {
            Optional<Instant> closed = cohorts.get(record.cohort()).closesAt();
            if (isAfter(record.receivedAt(), closed)) {
                late.put(record.id(), Map.of("received", true, "captured", isAfter(record.capturedAt(), closed)));
            }
        }
        return late;
    }

    private static boolean isAfter(Optional<Instant> time, Optional<Instant> closed) {
        return time.isPresent() && closed.isPresent() && time.get().isAfter(closed.get());
    }
}
