package org.hunar.server.review;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.json.JsonFields;
import org.hunar.server.assessment.AssessmentDetail;
import org.hunar.server.assessment.AssessmentRecord;
import org.hunar.server.storage.Transaction;

/** Shows with an assessment which cases are open about it. */
final class OpenCases implements AssessmentDetail {
    private final CaseDao dao = new CaseDao();

    @Override
    public String name() {
        return "cases";
    }

    @Override
    public Map<AssessmentId, ?> of(Transaction tx, Collection<AssessmentRecord> records) {
        Map<UUID, List<Case>> byEntity = new HashMap<>();
        List<UUID> entities = new ArrayList<>();
        records.forEach(record -> {
            entities.add(record.id().value());
            entities.add(record.participant().value());
        });
        dao.open(tx, entities)
                .forEach(each -> byEntity.computeIfAbsent(each.what().entity(), id -> new ArrayList<>())
                        .add(each));
        Map<AssessmentId, List<Map<String, Object>>> cases = new HashMap<>();
        for (AssessmentRecord record : records) {
            List<Map<String, Object>> open = new ArrayList<>();
            byEntity.getOrDefault(record.id().value(), List.of()).forEach(each -> open.add(toJson(each)));
            byEntity.getOrDefault(record.participant().value(), List.of()).stream()
                    .filter(each -> isAbout(each, record))
                    .forEach(each -> open.add(toJson(each)));
            if (!open.isEmpty()) {
                cases.put(record.id(), open);
            }
        }
        return cases;
    }

    /** Of the cases of a person, those about attempts of which this is one. */
    private static boolean isAbout(Case each, AssessmentRecord record) {
        return each.what().candidates().stream()
                .anyMatch(candidate -> candidate.id().equals(record.id().value()));
    }

    private static Map<String, Object> toJson(Case each) {
        return new JsonFields()
                .putText("id", each.id())
                .put("kind", each.what().kind().name())
                .put("path", each.what().path().isEmpty() ? null : each.what().path())
                .toMap();
    }
}
