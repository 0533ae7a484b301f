package org.hunar.server.report.figures;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.server.report.statistics.Ancova;
import org.hunar.server.report.statistics.PairedReport;
import org.hunar.server.report.statistics.Pareto;

/** The sections by name. */
final class Sections {
    private static final List<String> NAMES = List.of(
            "scores", "paired", "ancova", "pareto", "items", "distractors", "rasch", "equating", "dif", "raters");

    private static final Map<String, Section> BY_NAME = Map.ofEntries(
            Map.entry("scores", new ScoresSection()),
            Map.entry("paired", data -> PairedReport.compute(data.pairing(), data.reliability())),
            Map.entry("ancova", data -> Ancova.compute(data.pairing())),
            Map.entry("pareto", data -> Pareto.compute(data.pairing())));

    private Sections() {}

    static List<String> names() {
        return NAMES;
    }

    static Optional<Section> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
