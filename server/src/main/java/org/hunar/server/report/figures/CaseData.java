package org.hunar.server.report.figures;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.hunar.model.programme.Phase;
import org.hunar.model.scoring.ScoredItem;
import org.hunar.model.scoring.Scorer;
import org.hunar.server.report.statistics.CronbachAlpha;
import org.hunar.server.report.statistics.ItemSheets;
import org.hunar.server.report.statistics.Pairing;
import org.hunar.server.report.statistics.ReportCounts;
import org.hunar.server.report.statistics.ScoredAssessment;

/** The inputs of a case, each read when a section first asks for it. Not for use by several threads. */
final class CaseData {
    private static final String ASSESSMENTS = "assessments";
    private static final String ITEMS = "items";
    private static final String RESPONSES = "responses";
    private static final String ITEM_SCORES = "item_scores";
    private static final String RATINGS = "ratings";

    /** Whose attempt it is and which: the same in every file of the case. */
    private record Sitting(String participant, Phase phase, int attempt) {
        static Sitting of(ScoredAssessment assessment) {
            return new Sitting(assessment.participant(), assessment.phase(), assessment.attempt());
        }
    }

    private final FigureCase source;
    private Map<String, List<ScoredAssessment>> assessments;
    private Map<String, FormItem> items;
    private List<AnswerSheet> answerSheets;
    private List<PointSheet> pointSheets;
    private Pairing pairing;
    private ReportCounts counts;

    CaseData(FigureCase source) {
        this.source = source;
    }

    CaseSettings settings() {
        return source.settings();
    }

    /** Programmes named in the input; none or one in most cases. */
    SortedSet<String> programmes() {
        return hasInput(ASSESSMENTS) ? new TreeSet<>(assessments().keySet()) : new TreeSet<>();
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

    /** The people by the scores of the attempts that count. */
    ReportCounts counts() {
        if (counts == null) {
            counts = ReportCounts.of(pairing());
        }
        return counts;
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
            requireInput(ITEMS);
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

    /**
     * The chosen attempts of a phase, item by item. Scores and items may come of two files, so an attempt is known by whose
     * and which it is, and not by its percents; the group is that of the person.
     */
    ItemSheets chosen(Phase phase) {
        Map<Sitting, Optional<String>> groups = new HashMap<>();
        for (Pairing.Person person : pairing().people()) {
            (phase == Phase.PRE ? person.pre() : person.post())
                    .ifPresent(attempt -> groups.put(Sitting.of(attempt), person.group()));
        }
        return itemSheets(groups);
    }

    /** PRE and POST, as far as there are chosen attempts. */
    List<Phase> phases() {
        List<Phase> phases = Stream.of(Phase.PRE, Phase.POST)
                .filter(phase -> chosen(phase).people() > 0)
                .toList();
        if (phases.isEmpty()) {
            throw new InputException("There is no completed assessment of phase PRE or POST to look at.");
        }
        return phases;
    }

    /** The groups compared item by item: those of the settings, or else the two that there are, by name. */
    CaseSettings.Dif difGroups() {
        List<String> groups = List.copyOf(pairing().groups());
        CaseSettings.Dif dif = settings().dif().orElseGet(() -> {
            if (groups.size() != 2) {
                throw InputException.in("case.json", "/settings/dif: names no reference and focal group");
            }
            return new CaseSettings.Dif(groups.get(0), groups.get(1));
        });
        for (String group : List.of(dif.reference(), dif.focal())) {
            if (!groups.contains(group)) {
                throw InputException.in("case.json", "/settings/dif: there is no group " + group + " in the input");
            }
        }
        return dif;
    }

    /** Ratings by work and rater. */
    List<List<BigDecimal>> ratings() {
        return RatingsCsv.read(input(RATINGS));
    }

    /** Cronbach's alpha of a scale over the complete cases of the chosen PRE assessments; NaN without items. */
    ToDoubleFunction<String> reliability() {
        boolean hasItems = hasInput(RESPONSES) || hasInput(ITEM_SCORES);
        return hasItems
                ? scale -> CronbachAlpha.of(chosen(Phase.PRE).table(scale).complete())
                : scale -> Double.NaN;
    }

    private ItemSheets itemSheets(Map<Sitting, Optional<String>> groups) {
        List<PointSheet> all = pointSheets();
        ItemSheets sheets =
                new ItemSheets(items().values().stream().map(FormItem::item).toList());
        for (PointSheet sheet : all) {
            Sitting sitting = Sitting.of(sheet.scored());
            if (groups.containsKey(sitting)) {
                sheets.add(sheet.attempt().participant(), groups.get(sitting), sheet.points(), sheet.answers());
            }
        }
        return sheets;
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
        requireInput(kind);
        return new CsvFile(source.folder(), source.inputs().get(kind));
    }

    private void requireInput(String kind) {
        if (!hasInput(kind)) {
            throw InputException.in("case.json", "/inputs names no " + kind + ", but a section wanted needs it");
        }
    }
}
