package org.hunar.server.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.assessment.Assessments;
import org.hunar.server.report.statistics.CronbachAlpha;
import org.hunar.server.report.statistics.ItemTable;
import org.hunar.server.report.statistics.Pairing;
import org.hunar.server.report.statistics.ScoredAssessment;
import org.hunar.server.scoring.ItemPoints;
import org.hunar.server.scoring.Scores;
import org.hunar.server.storage.Transaction;

/**
 * Cronbach's alpha of the PRE form, which stands in where a programme names no reliability (scoring §10). Alpha needs the
 * points of every item, which are not kept: the answers are read and scored once a report, and only when it asks.
 */
final class PreFormAlphas {
    private final Assessments assessments;
    private final Scores scores;

    PreFormAlphas(Assessments assessments, Scores scores) {
        this.assessments = assessments;
        this.scores = scores;
    }

    /** @param scored those among which the chosen PRE assessments are */
    ToDoubleFunction<String> over(
            Transaction tx, ProgrammeId programme, Map<AssessmentId, ScoredAssessment> scored, Pairing pairing) {
        List<List<ItemPoints>> forms = new ArrayList<>();
        return scale -> {
            if (forms.isEmpty()) {
                forms.addAll(forms(tx, programme, ids(scored, pairing)));
            }
            return CronbachAlpha.of(table(forms, scale).complete());
        };
    }

    private Collection<List<ItemPoints>> forms(Transaction tx, ProgrammeId programme, Set<AssessmentId> ids) {
        return scores.items(tx, programme, List.copyOf(assessments.find(tx, ids).values()))
                .values();
    }

    private static Set<AssessmentId> ids(Map<AssessmentId, ScoredAssessment> scored, Pairing pairing) {
        Set<ScoredAssessment> wanted = new HashSet<>();
        pairing.people().forEach(person -> person.pre().ifPresent(wanted::add));
        Set<AssessmentId> ids = new HashSet<>();
        scored.forEach((id, assessment) -> {
            if (wanted.contains(assessment)) {
                ids.add(id);
            }
        });
        return ids;
    }

    /** Only the items of one and the same form make complete cases; with several forms there is no alpha. */
    private static ItemTable table(List<List<ItemPoints>> forms, String scale) {
        Map<String, Double> maxByItem = new TreeMap<>();
        List<Map<String, Double>> people = new ArrayList<>();
        for (List<ItemPoints> form : forms) {
            Map<String, Double> points = new HashMap<>();
            for (ItemPoints item : form) {
                if (scale.equals(ScoredAssessment.ALL) || scale.equals(item.skill())) {
                    String column = item.instrument() + "/" + item.item();
                    maxByItem.put(column, item.max().doubleValue());
                    item.points().ifPresent(earned -> points.put(column, earned.doubleValue()));
                }
            }
            people.add(points);
        }
        ItemTable table = new ItemTable(maxByItem.entrySet().stream()
                .map(column -> new ItemTable.Column(column.getKey(), column.getValue()))
                .toList());
        people.forEach(table::add);
        return table;
    }
}
