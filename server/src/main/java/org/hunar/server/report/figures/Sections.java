package org.hunar.server.report.figures;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.server.report.statistics.PairedReport;

/** The sections by name. */
final class Sections {
    private static final List<String> NAMES = List.of(
            "scores", "paired", "ancova", "pareto", "items", "distractors", "rasch", "equating", "dif", "raters");

    private static final Map<String, Section> BY_NAME = Map.of(
            "scores", new ScoresSection(), "paired", data -> PairedReport.compute(data.pairing(), data.reliability()));

    private Sections() {}

    static List<String> names() {
        return NAMES;
    }

    static Optional<Section> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
