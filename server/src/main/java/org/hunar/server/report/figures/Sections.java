package org.hunar.server.report.figures;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hunar.server.report.statistics.Ancova;
import org.hunar.server.report.statistics.PairedReport;
import org.hunar.server.report.statistics.Pareto;
import org.hunar.server.report.statistics.ReportSettings;

/** The sections by name. */
final class Sections {
    private static final Map<String, Section> BY_NAME = byName();

    private Sections() {}

    /** All names, in the order in which they are told. */
    static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /** @param name one of {@link #names} */
    static Section find(String name) {
        return BY_NAME.get(name);
    }

    private static Map<String, Object> ancova(CaseData data) {
        ReportSettings settings = data.settings().report();
        settings.referenceGroup()
                .filter(group -> !data.counts().groups().contains(group))
                .ifPresent(group -> {
                    throw InputException.in(
                            "case.json", "/settings/reference_group: there is no group " + group + " in the input");
                });
        return Ancova.compute(settings, data.counts());
    }

    private static Map<String, Section> byName() {
        Map<String, Section> sections = new LinkedHashMap<>();
        sections.put("scores", new ScoresSection());
        sections.put(
                "paired", data -> PairedReport.compute(data.settings().report(), data.counts(), data.reliability()));
        sections.put("ancova", Sections::ancova);
        sections.put("pareto", data -> Pareto.compute(data.settings().report(), data.counts()));
        sections.put("items", ItemSections::items);
        sections.put("distractors", ItemSections::distractors);
        sections.put("rasch", ItemSections::rasch);
        sections.put("equating", ItemSections::equating);
        sections.put("dif", ItemSections::dif);
        sections.put("raters", new RatersSection());
        return Collections.unmodifiableMap(sections);
    }
}
