package org.hunar.server.report.figures;

import static org.hunar.server.report.statistics.ScoredAssessment.ALL;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.hunar.model.assessment.Answer;
import org.hunar.model.instrument.ItemType;
import org.hunar.model.programme.Phase;
import org.hunar.server.report.statistics.Distractors;
import org.hunar.server.report.statistics.Equating;
import org.hunar.server.report.statistics.ItemAnalysis;
import org.hunar.server.report.statistics.ItemTable;
import org.hunar.server.report.statistics.MantelHaenszel;
import org.hunar.server.report.statistics.RaschModel;

/**
 * The sections that look at items: over the chosen attempts of one phase, PRE unless there is only POST.
 */
final class ItemSections {
    private ItemSections() {}

    /**
     * Item analysis of each scale. With both phases in the input each scale also stands there as {@code <scale>_pre} and
     * {@code <scale>_post}.
     */
    static Map<String, Object> items(CaseData data) {
        Map<String, Object> byScale = new LinkedHashMap<>();
        List<Phase> phases = data.phases();
        for (String scale : data.scalesOfItems()) {
            byScale.put(scale, analysis(data, mainPhase(data), scale));
            if (phases.size() > 1) {
                phases.forEach(phase ->
                        byScale.put(scale + "_" + phase.name().toLowerCase(Locale.ROOT), analysis(data, phase, scale)));
            }
        }
        return byScale;
    }

    private static Map<String, Object> analysis(CaseData data, Phase phase, String scale) {
        return ItemAnalysis.of(data.table(data.chosen(phase), scale));
    }

    /** Options of the single-choice items. */
    static Map<String, Object> distractors(CaseData data) {
        List<PointSheet> sheets = data.chosen(mainPhase(data));
        Map<Attempt, AnswerSheet> answers = new HashMap<>();
        data.answerSheets().forEach(sheet -> answers.put(sheet.attempt(), sheet));
        List<String> items = data.table(sheets, ALL).columns().stream()
                .map(ItemTable.Column::item)
                .toList();
        List<PointSheet> complete = sheets.stream()
                .filter(sheet -> sheet.points().keySet().containsAll(items))
                .toList();
        Map<String, Object> byItem = new LinkedHashMap<>();
        for (String code : items) {
            FormItem item = data.items().get(code);
            if (item.scored().orElseThrow().type() == ItemType.SINGLE_CHOICE) {
                byItem.put(code, distractors(item, complete, answers));
            }
        }
        return byItem;
    }

    private static Map<String, Object> distractors(
            FormItem item, List<PointSheet> sheets, Map<Attempt, AnswerSheet> answers) {
        String key = item.scored().orElseThrow().key().key().get(0);
        SortedSet<String> seen = new TreeSet<>(List.of(key));
        List<Distractors.Choice> choices = new ArrayList<>();
        for (PointSheet sheet : sheets) {
            Answer answer = answers.get(sheet.attempt()).answers().get(item.code());
            Optional<String> option = answer.asOptions().stream().findFirst();
            option.ifPresent(seen::add);
            choices.add(new Distractors.Choice(
                    option, sheet.points().get(item.code()).doubleValue(), sheet.total()));
        }
        List<String> options = item.options().isEmpty() ? List.copyOf(seen) : item.options();
        return Distractors.of(options, key, choices);
    }

    static Map<String, Object> rasch(CaseData data) {
        return refused("rasch", () -> model(data, mainPhase(data)).figures());
    }

    /** The POST form on the scale of the PRE form. */
    static Map<String, Object> equating(CaseData data) {
        return refused("equating", () -> Equating.of(model(data, Phase.PRE), model(data, Phase.POST)));
    }

    private static RaschModel model(CaseData data, Phase phase) {
        List<PointSheet> sheets = data.chosen(phase);
        List<String> people =
                sheets.stream().map(sheet -> sheet.attempt().participant()).toList();
        return RaschModel.of(people, data.table(sheets, ALL));
    }

    /** Says of which section it is that a model cannot be estimated. */
    private static Map<String, Object> refused(String section, Supplier<Map<String, Object>> figures) {
        try {
            return figures.get();
        } catch (IllegalArgumentException e) {
            throw InputException.in("section " + section, e.getMessage());
        }
    }

    /** Items on which the two groups differ at the same total; items with part points are passed over. */
    static Map<String, Object> dif(CaseData data) {
        CaseSettings.Dif groups = data.difGroups();
        List<PointSheet> sheets = data.chosen(mainPhase(data)).stream()
                .filter(sheet -> groups.has(sheet.scored().group()))
                .toList();
        List<ItemTable.Column> columns = data.table(sheets, ALL).columns();
        List<PointSheet> complete = sheets.stream()
                .filter(sheet ->
                        columns.stream().allMatch(column -> sheet.points().containsKey(column.item())))
                .toList();
        boolean[] focal = new boolean[complete.size()];
        double[] totals = new double[complete.size()];
        for (int i = 0; i < focal.length; i++) {
            focal[i] = groups.isFocal(complete.get(i).scored().group());
            totals[i] = complete.get(i).total();
        }
        Map<String, Object> byItem = new LinkedHashMap<>();
        for (ItemTable.Column column : columns) {
            double[] points = complete.stream()
                    .mapToDouble(sheet -> sheet.points().get(column.item()).doubleValue())
                    .toArray();
            rightOrWrong(points, column.max())
                    .ifPresent(right -> byItem.put(column.item(), MantelHaenszel.of(right, focal, totals)));
        }
        return byItem;
    }

    private static Optional<boolean[]> rightOrWrong(double[] points, double max) {
        boolean[] right = new boolean[points.length];
        for (int i = 0; i < points.length; i++) {
            if (points[i] != 0 && points[i] != max) {
                return Optional.empty();
            }
            right[i] = points[i] == max;
        }
        return Optional.of(right);
    }

    private static Phase mainPhase(CaseData data) {
        return data.phases().get(0);
    }
}
