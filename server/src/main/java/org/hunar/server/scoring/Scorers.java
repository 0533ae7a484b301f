package org.hunar.server.scoring;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hunar.model.assessment.Answer;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.json.JsonObject;
import org.hunar.model.programme.Programme;
import org.hunar.model.scoring.Answers;
import org.hunar.model.scoring.ItemScore;
import org.hunar.model.scoring.ScoredItem;
import org.hunar.model.scoring.Scorer;
import org.hunar.model.scoring.ScoringRules;
import org.hunar.server.assessment.AssessmentRecord;
import org.hunar.server.assessment.AssessmentStatus;
import org.hunar.server.instrument.Published;

/** A scorer for each version of an instrument that some assessments of a programme were taken with. */
final class Scorers {
    private final Map<InstrumentVersion, KeyedScorer> byVersion = new HashMap<>();

    Scorers(Programme programme, Iterable<Published> instruments) {
        ScoringRules rules = ScoringRules.of(programme);
        for (Published published : instruments) {
            Scorer scorer = Scorer.of(published.instrument(), published.key(), rules);
            byVersion.put(published.instrument().id(), new KeyedScorer(published, scorer));
        }
    }

    static Set<InstrumentVersion> versions(List<AssessmentRecord> records) {
        return records.stream().map(AssessmentRecord::instrument).collect(Collectors.toSet());
    }

    /** Without those that are void, and those whose instrument is not published here: they are scored when it is. */
    List<AssessmentScore> score(List<AssessmentRecord> records) {
        return scorable(records).map(record -> scorer(record).score(record)).toList();
    }

    /** As {@link #score}, item by item. */
    Map<AssessmentId, List<ItemPoints>> items(List<AssessmentRecord> records) {
        return scorable(records)
                .collect(Collectors.toMap(
                        AssessmentRecord::id, record -> scorer(record).items(record)));
    }

    private Stream<AssessmentRecord> scorable(List<AssessmentRecord> records) {
        return records.stream()
                .filter(record ->
                        record.status() != AssessmentStatus.VOID && byVersion.containsKey(record.instrument()));
    }

    private KeyedScorer scorer(AssessmentRecord record) {
        return byVersion.get(record.instrument());
    }

    private static Map<String, Object> answers(AssessmentRecord record) {
        return JsonObject.of("", record.doc())
                .optionalObject("answers")
                .map(JsonObject::asMap)
                .orElse(Map.of());
    }

    private record KeyedScorer(Published published, Scorer scorer) {
        AssessmentScore score(AssessmentRecord record) {
            return new AssessmentScore(
                    record.programme(), record.id(), published.keyVersion(), scorer.score(administered(record)));
        }

        List<ItemPoints> items(AssessmentRecord record) {
            Map<String, Answer> administered = administered(record);
            Map<String, ItemScore> scores = scorer.scoreItems(administered);
            return ScoredItem.of(published.instrument(), published.key()).stream()
                    .filter(item -> scores.containsKey(item.code()))
                    .map(item -> new ItemPoints(
                            record.instrument(),
                            item.code(),
                            item.skill(),
                            item.weight(),
                            administered.get(item.code()),
                            scores.get(item.code()).points()))
                    .toList();
        }

        private Map<String, Answer> administered(AssessmentRecord record) {
            return Answers.administered(published.instrument(), answers(record));
        }
    }
}
