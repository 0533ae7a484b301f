package org.hunar.server.report;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.assessment.Answer;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.programme.Programme;
import org.hunar.server.assessment.AssessmentRecord;
import org.hunar.server.assessment.Assessments;
import org.hunar.server.report.state.Basis;
import org.hunar.server.report.state.KeptState;
import org.hunar.server.report.state.KeptState.Chosen;
import org.hunar.server.report.statistics.ItemSheets;
import org.hunar.server.scoring.ItemPoints;
import org.hunar.server.scoring.Scores;
import org.hunar.server.storage.Transaction;

/**
 * The item points of the attempts that count in a phase. Points of items are not kept: the answers are read and scored
 * here, a batch at a time, and only what the figures need of them stays in memory.
 */
final class ChosenSheets {
    private static final int BATCH = 500;
    private static final AssessmentId BEFORE_ALL = new AssessmentId(new UUID(0, 0));

    private final KeptState state;
    private final Assessments assessments;
    private final Scores scores;

    ChosenSheets(KeptState state, Assessments assessments, Scores scores) {
        this.state = state;
        this.assessments = assessments;
        this.scores = scores;
    }

    /** One row for each participant whose chosen attempt of the phase was taken with that form. */
    ItemSheets read(Transaction tx, Programme programme, Form form, ItemQuestion question) {
        Map<AssessmentId, Chosen> chosen = chosen(tx, programme, question);
        ItemSheets sheets = new ItemSheets(form.items());
        List<AssessmentRecord> batch = after(tx, programme, form, BEFORE_ALL);
        while (!batch.isEmpty()) {
            List<AssessmentRecord> counting =
                    batch.stream().filter(each -> chosen.containsKey(each.id())).toList();
            Map<AssessmentId, List<ItemPoints>> items = question.keyVersion()
                    .map(key -> scores.itemsByKey(tx, programme, counting, key))
                    .orElseGet(() -> scores.items(tx, programme, counting));
            counting.forEach(each -> add(sheets, chosen.get(each.id()), items.get(each.id())));
            batch = after(tx, programme, form, batch.get(batch.size() - 1).id());
        }
        return sheets;
    }

    private Map<AssessmentId, Chosen> chosen(Transaction tx, Programme programme, ItemQuestion question) {
        String dimension = question.groupBy().wireName();
        return question.keyVersion()
                .map(key -> state.chosenBy(tx, programme, question.phase(), dimension, Basis.ofKey(key)))
                .orElseGet(() -> state.chosen(tx, programme.code(), question.phase(), dimension));
    }

    private List<AssessmentRecord> after(Transaction tx, Programme programme, Form form, AssessmentId last) {
        return assessments.ofInstrument(tx, programme.code(), form.id(), last, BATCH);
    }

    private static void add(ItemSheets sheets, Chosen chosen, List<ItemPoints> items) {
        Map<String, BigDecimal> points = new HashMap<>();
        Map<String, Answer> answers = new HashMap<>();
        for (ItemPoints item : items) {
            item.points().ifPresent(earned -> points.put(item.item(), earned));
            answers.put(item.item(), item.answer());
        }
        sheets.add(chosen.participant(), Optional.of(chosen.group()), points, answers);
    }
}
