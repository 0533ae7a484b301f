package org.hunar.server.report;

import static org.hunar.server.report.statistics.ScoredAssessment.ALL;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hunar.model.json.JsonFields;
import org.hunar.model.programme.Programme;
import org.hunar.model.scoring.Bands;
import org.hunar.server.report.statistics.JointCounts;
import org.hunar.server.report.statistics.PairedReport;
import org.hunar.server.report.statistics.ReportCounts;
import org.hunar.server.report.statistics.ReportSettings;
import org.hunar.server.report.statistics.Stages;

/** The people of one group over programmes, counted together as if they were of one. */
final class PortfolioRow {
    /**
     * The people of a programme who belong to the row.
     *
     * @param open whether the caller may see figures of a few of them
     */
    record Part(Programme programme, JointCounts people, boolean open) {
        Stages stages() {
            return Stages.of(people);
        }

        /** Whether the caller sees no figures of these people by themselves. */
        boolean isHidden() {
            return !open && stages().paired() < programme.minGroupSize();
        }

        boolean hidesDropped() {
            return !open && stages().dropped() < programme.minGroupSize();
        }
    }

    private final List<Part> parts = new ArrayList<>();
    private JointCounts people = JointCounts.EMPTY;

    void add(Part part) {
        parts.add(part);
        people = people.plus(part.people());
    }

    JointCounts people() {
        return people;
    }

    Stages stages() {
        return Stages.of(people);
    }

    /** What a group needs in any of these programmes to be shown. */
    int smallest() {
        return parts.stream()
                .mapToInt(part -> part.programme().minGroupSize())
                .max()
                .orElse(1);
    }

    boolean isOpen() {
        return parts.stream().allMatch(Part::open);
    }

    /**
     * For how many people the row speaks where it is least: all of them, or those of whom the caller sees nothing by
     * themselves, since the row less the programmes that he sees would tell of them.
     */
    int leastTold() {
        long hidden = parts.stream()
                .filter(Part::isHidden)
                .mapToLong(part -> part.stages().paired())
                .sum();
        return Math.toIntExact(hidden > 0 ? hidden : stages().paired());
    }

    /** The paired figures of the total. */
    Map<String, Object> figures() {
        ReportCounts counts = new ReportCounts(new TreeMap<>(Map.of(ALL, Map.of(ALL, people))), new TreeSet<>());
        return PairedTable.of(PairedReport.compute(settings(), counts, scale -> Double.NaN))
                .overall();
    }

    /** Levels and reliable change have a meaning only where all programmes of the row agree on them. */
    private ReportSettings settings() {
        ReportSettings first = ReportSettings.of(parts.get(0).programme());
        List<ReportSettings> all =
                parts.stream().map(part -> ReportSettings.of(part.programme())).toList();
        boolean sameBands = all.stream().allMatch(each -> each.bands().equals(first.bands()));
        boolean sameReliability =
                all.stream().allMatch(each -> each.rciReliability().equals(first.rciReliability()));
        return new ReportSettings(
                first.prePolicy(),
                first.postPolicy(),
                Optional.empty(),
                Optional.empty(),
                sameBands ? first.bands() : new Bands(List.of(), List.of(), Optional.empty()),
                sameReliability ? first.rciReliability() : Optional.empty(),
                Optional.empty(),
                ReportSettings.FULL_TARGET,
                Map.of(),
                Map.of());
    }

    Map<String, Object> toJson(String group) {
        Stages stages = stages();
        boolean open = isOpen();
        boolean tellsDropped = open
                || stages.dropped() >= smallest()
                        && parts.stream().noneMatch(part -> part.stages().dropped() > 0 && part.hidesDropped());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("group", group);
        json.put("programmes", parts.stream().map(PortfolioRow::toJson).toList());
        json.put("funnel", stages.withMeans(true, tellsDropped).toFigures().toMap());
        json.put("paired", tellsDropped && tellsLate(open) ? figures() : withoutUnpaired());
        return json;
    }

    private boolean tellsLate(boolean open) {
        return open
                || parts.stream()
                        .map(Part::stages)
                        .mapToLong(stages -> stages.post() - stages.paired())
                        .allMatch(late -> late == 0 || late >= smallest());
    }

    private Map<String, Object> withoutUnpaired() {
        Map<String, Object> figures = new LinkedHashMap<>(figures());
        figures.remove("unpaired");
        return figures;
    }

    private static Map<String, Object> toJson(Part part) {
        return new JsonFields()
                .put("code", part.programme().code().value())
                .put("title", part.programme().title().byLanguage())
                .put("sector", part.programme().sector())
                .put("ministry", part.programme().ministry())
                .put("enrolled", part.people().people())
                .toMap();
    }
}
