package org.hunar.server.export;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hunar.model.json.JsonObject;
import org.hunar.model.scoring.Bands;
import org.hunar.model.scoring.Score;
import org.hunar.model.scoring.SkillScore;
import org.hunar.server.assessment.AssessmentRecord;
import org.hunar.server.scoring.AssessmentScore;
import org.hunar.server.scoring.ItemPoints;

/** What the tables say of an assessment. */
final class AssessmentRows {
    private static final String WHOLE = "*";

    private AssessmentRows() {}

    /** One row, with the score of the whole. */
    static Map<String, ?> assessment(
            AssessmentRecord record, String name, Optional<AssessmentScore> scored, Bands bands) {
        Map<String, Object> values = head(record, name);
        values.put("started_at", record.startedAt().orElse(null));
        values.put("captured_at", record.capturedAt().orElse(null));
        values.put("received_at", record.receivedAt().orElse(null));
        values.put("captured_by", record.capturedBy());
        values.put("provisional", record.isProvisional());
        values.put("rev", record.rev());
        scored.ifPresent(score -> {
            whole(values, score, bands);
            values.put("critical_failed", String.join(" ", score.score().criticalFailed()));
        });
        return values;
    }

    /** The whole first, then each skill; one row without points when there is no score, so that a former one is replaced. */
    static void scores(
            AssessmentRecord record, String name, Optional<AssessmentScore> scored, Bands bands, RowSink sink) {
        Map<String, Object> values = head(record, name);
        values.put("skill", WHOLE);
        scored.ifPresent(score -> whole(values, score, bands));
        sink.row(values);
        scored.ifPresent(score -> score.score().skills().forEach((skill, points) -> {
            values.put("skill", skill);
            points(values, points);
            values.put("band", points.percent().flatMap(bands::band).orElse(null));
            values.put("mastered", points.percent().flatMap(bands::mastered).orElse(null));
            sink.row(values);
        }));
    }

    /**
     * A row for each item that was answered or scored, by code.
     *
     * @param items what each scored item earned
     */
    static void answers(AssessmentRecord record, String name, List<ItemPoints> items, RowSink sink) {
        Map<String, ItemPoints> scored = items.stream().collect(Collectors.toMap(ItemPoints::item, item -> item));
        Map<String, Object> answers = new TreeMap<>();
        scored.keySet().forEach(item -> answers.put(item, null));
        JsonObject.of("", record.doc()).optionalObject("answers").ifPresent(given -> answers.putAll(given.asMap()));
        Map<String, Object> values = head(record, name);
        answers.forEach((item, answer) -> {
            Optional<ItemPoints> points = Optional.ofNullable(scored.get(item));
            values.put("item", item);
            values.put("answer", answer);
            values.put("skill", points.map(ItemPoints::skill).orElse(null));
            values.put("points", points.flatMap(ItemPoints::points).orElse(null));
            values.put("max_points", points.map(ItemPoints::max).orElse(null));
            sink.row(values);
        });
    }

    private static Map<String, Object> head(AssessmentRecord record, String name) {
        Map<String, Object> values = new HashMap<>();
        UUID participant = record.participant().value();
        values.put("assessment_id", record.id().value());
        values.put("participant_id", participant);
        values.put("name", name);
        values.put("cohort", record.cohort().value());
        values.put("instrument", record.instrument().instrument().value());
        values.put("instrument_version", record.instrument().version());
        values.put("phase", record.phase().name());
        values.put("attempt", record.attempt());
        values.put("state", record.status().name());
        values.put("completed_at", record.completedAt().orElse(null));
        return values;
    }

    private static void whole(Map<String, Object> values, AssessmentScore scored, Bands bands) {
        Score score = scored.score();
        values.put("score_state", score.status().name());
        values.put("key_version", scored.keyVersion());
        points(values, score.total());
        values.put("band", bands.band(score).orElse(null));
        values.put("mastered", bands.mastered(score).orElse(null));
    }

    private static void points(Map<String, Object> values, SkillScore score) {
        values.put("points", score.raw().orElse(null));
        values.put("max_points", score.max().orElse(null));
        values.put("percent", score.percent().orElse(null));
    }
}
