package org.hunar.server.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hunar.model.Timestamps;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.Operation;
import org.hunar.server.assessment.AssessmentDetail;
import org.hunar.server.assessment.AssessmentRecord;
import org.hunar.server.storage.Transaction;

/**
 * Shows with an assessment all operations that it was made by, in the order of their clocks, with who sent them and both
 * times: {@code captured_at} as the phone said, {@code corrected_at} by the server's clock.
 */
final class HistoryDetail implements AssessmentDetail {
    private final OperationDao operations;

    HistoryDetail(OperationDao operations) {
        this.operations = operations;
    }

    @Override
    public String name() {
        return "history";
    }

    @Override
    public Map<AssessmentId, ?> of(Transaction tx, Collection<AssessmentRecord> records) {
        List<EntityId> ids =
                records.stream().map(record -> EntityId.of(record.id())).toList();
        Map<AssessmentId, List<Map<String, Object>>> history = new HashMap<>();
        operations.ofEntities(tx, ids).stream()
                .sorted(Comparator.comparing(LoggedOperation::operation, Operation.BY_KEY))
                .forEach(logged -> history.computeIfAbsent(
                                new AssessmentId(logged.operation().entity().id()), id -> new ArrayList<>())
                        .add(toJson(logged)));
        return history;
    }

    private static Map<String, Object> toJson(LoggedOperation logged) {
        Map<String, Object> json = new LinkedHashMap<>(logged.operation().json());
        json.put("author", logged.author());
        json.put("received_at", Timestamps.format(logged.receivedAt()));
        json.put("corrected_at", Timestamps.format(logged.correctedAt()));
        logged.clockOffset().ifPresent(offset -> json.put("clock_offset_ms", offset.toMillis()));
        json.put("in_review", logged.inReview());
        return json;
    }
}
