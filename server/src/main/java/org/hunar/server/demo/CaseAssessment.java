package org.hunar.server.demo;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hunar.model.Timestamps;
import org.hunar.model.json.JsonFields;
import org.hunar.model.sync.client.LocalDocument;

/**
 * One assessment of the reference case.
 *
 * @param person of the case, such as P01
 * @param number of the same person on the roster
 * @param answers item (named as its skill) to rating
 */
record CaseAssessment(
        String person,
        String number,
        String group,
        String phase,
        int attempt,
        Instant at,
        boolean completed,
        Map<String, Object> answers) {

    private static final Duration TAKES = Duration.ofMinutes(15);

    /** All of the case, in the order of the file. */
    static List<CaseAssessment> all() {
        Map<String, String> numbers = new LinkedHashMap<>();
        Resources.rows("people.csv").forEach(row -> numbers.put(row.get("case"), row.get("number")));
        Map<List<String>, CaseAssessment> assessments = new LinkedHashMap<>();
        for (Map<String, String> row : Resources.rows("assessments.csv")) {
            List<String> key = List.of(row.get("participant"), row.get("phase"), row.get("attempt"));
            assessments
                    .computeIfAbsent(key, absent -> of(row, numbers.get(row.get("participant"))))
                    .answers
                    .put(row.get("skill"), new BigDecimal(row.get("score")));
        }
        return new ArrayList<>(assessments.values());
    }

    boolean is(String otherPerson, String otherPhase, int otherAttempt) {
        return person.equals(otherPerson) && phase.equals(otherPhase) && attempt == otherAttempt;
    }

    /** The body of the operation that creates it; one that is not completed has no time of completion. */
    Map<String, Object> body(String participant, LocalDocument instrument, Map<String, Object> written) {
        return new JsonFields()
                .put("participant_id", participant)
                .put("instrument", instrument.doc().get("code"))
                .put("instrument_version", instrument.doc().get("version"))
                .put("phase", phase)
                .put("attempt", attempt)
                .put("started_at", Timestamps.format(at.minus(TAKES)))
                .put("completed_at", completed ? Timestamps.format(at) : null)
                .put("answers", written)
                .toMap();
    }

    private static CaseAssessment of(Map<String, String> row, String number) {
        return new CaseAssessment(
                row.get("participant"),
                number,
                row.get("group"),
                row.get("phase"),
                Integer.parseInt(row.get("attempt")),
                Instant.parse(row.get("completed_at")),
                row.get("status").equals("COMPLETED"),
                new LinkedHashMap<>());
    }
}
