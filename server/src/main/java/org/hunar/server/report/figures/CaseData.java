package org.hunar.server.report.figures;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hunar.model.scoring.ScoredItem;
import org.hunar.model.scoring.Scorer;
import org.hunar.server.report.statistics.CronbachAlpha;
import org.hunar.server.report.statistics.ItemTable;
import org.hunar.server.report.statistics.PairedReport;
import org.hunar.server.report.statistics.Pairing;
import org.hunar.server.report.statistics.ScoredAssessment;

/** The inputs of a case, each read when a section first asks for it. Not for use by several threads. */
final class CaseData {
    private static final String ASSESSMENTS = "assessments";
    private static final String ITEMS = "items";
    private static final String RESPONSES = "responses";
    private static final String ITEM_SCORES = "item_scores";

    private final FigureCase source;
    private Map<String, List<ScoredAssessment>> assessments;
    private Map<String, FormItem> items;
    private List<AnswerSheet> answerSheets;
    private List<PointSheet> pointSheets;
    private Pairing pairing;

    CaseData(FigureCase source) {
        this.source = source;
    }

    CaseSettings settings() {
        return source.settings();
    }

    /** Programmes named in the input; none or one in most cases. */
    SortedSet<String> programmes() {
        return new TreeSet<>(assessments().keySet());
    }

    /** The same case with the assessments of one programme. */
    CaseData only(String programme) {
        CaseData part = new CaseData(source);
        part.assessments = Map.of(programme, assessments().get(programme));
        return part;
    }

    /** The attempts that count. */
    Pairing pairing() {
        if (pairing == null) {
            List<ScoredAssessment> all = new ArrayList<>();
            assessments().values().forEach(all::addAll);
            pairing = Pairing.of(settings().report(), all);
        }
        return pairing;
    }

    /** The items of the form, in its order. */
    Map<String, FormItem> items() {
        if (items == null) {
            items = hasInput(ITEMS) ? ItemsCsv.read(input(ITEMS)) : Map.of();
        }
        return items;
    }

    Scorer scorer() {
        List<ScoredItem> scored = items().values().stream()
                .flatMap(item -> item.scored().stream())
                .toList();
        return new Scorer(scored, settings().scoring());
    }

    /** The answers given, assessment by assessment. */
    List<AnswerSheet> answerSheets() {
        if (answerSheets == null) {
            input(ITEMS);
            boolean blanksCount = settings().unanswered() == CaseSettings.Unanswered.WRONG;
            answerSheets = ResponsesCsv.read(input(RESPONSES), items(), blanksCount);
        }
        return answerSheets;
    }

    /** The points by item, assessment by assessment; from responses, or else from scores of items. */
    List<PointSheet> pointSheets() {
        if (pointSheets == null) {
            pointSheets = hasInput(RESPONSES) || !hasInput(ITEM_SCORES) ? fromResponses() : fromItemScores();
        }
        return pointSheets;
    }

    /** Cronbach's alpha of a scale over the complete cases of the chosen PRE assessments; NaN without items. */
    PairedReport.Reliability reliability() {
        boolean hasItems = hasInput(RESPONSES) || hasInput(ITEM_SCORES);
        return hasItems ? this::alpha : (scale, chosenPre) -> Double.NaN;
    }

    private double alpha(String scale, Collection<ScoredAssessment> chosenPre) {
        Set<ScoredAssessment> chosen = new HashSet<>(chosenPre);
        List<PointSheet> sheets = pointSheets().stream()
                .filter(sheet -> chosen.contains(sheet.scored()))
                .toList();
        return CronbachAlpha.of(table(sheets, scale).complete());
    }

    /** Points by sheet and item, of the items of a scale that were administered on one of the sheets. */
    ItemTable table(List<PointSheet> sheets, String scale) {
        Set<String> administered = new HashSet<>();
        sheets.forEach(sheet -> administered.addAll(sheet.points().keySet()));
        List<ItemTable.Column> columns = new ArrayList<>();
        for (FormItem item : items().values()) {
            boolean onScale = scale.equals(ScoredAssessment.ALL) || scale.equals(item.skill());
            if (onScale && administered.contains(item.code())) {
                columns.add(new ItemTable.Column(item.code(), item.max().doubleValue()));
            }
        }
        ItemTable table = new ItemTable(columns);
        for (PointSheet sheet : sheets) {
            Map<String, Double> points = new HashMap<>();
            sheet.points().forEach((item, each) -> points.put(item, each.doubleValue()));
            table.add(points);
        }
        return table;
    }

    private Map<String, List<ScoredAssessment>> assessments() {
        if (assessments == null) {
            assessments = hasInput(ASSESSMENTS)
                    ? AssessmentsCsv.read(input(ASSESSMENTS))
                    : Map.of("", pointSheets().stream().map(PointSheet::scored).toList());
        }
        return assessments;
    }

    private List<PointSheet> fromResponses() {
        Scorer scorer = scorer();
        return answerSheets().stream()
                .map(sheet -> PointSheet.of(sheet, scorer))
                .toList();
    }

    private List<PointSheet> fromItemScores() {
        ItemScoresCsv.Content content = ItemScoresCsv.read(input(ITEM_SCORES), items());
        items = content.items();
        return content.sheets();
    }

    private boolean hasInput(String kind) {
        return source.inputs().containsKey(kind);
    }

    private CsvFile input(String kind) {
        String name = source.inputs().get(kind);
        if (name == null) {
            throw InputException.in("case.json", "/inputs names no " + kind + ", but a section wanted needs it");
        }
        return new CsvFile(source.folder(), name);
    }
}
