package org.hunar.server.report.figures;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hunar.server.report.statistics.Ancova;
import org.hunar.server.report.statistics.PairedReport;
import org.hunar.server.report.statistics.Pairing;
import org.hunar.server.report.statistics.Pareto;

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
        Pairing pairing = data.pairing();
        pairing.settings()
                .referenceGroup()
                .filter(group -> !pairing.groups().contains(group))
                .ifPresent(group -> {
                    throw InputException.in(
                            "case.json", "/settings/reference_group: there is no group " + group + " in the input");
                });
        return Ancova.compute(pairing);
    }

    private static Map<String, Section> byName() {
        Map<String, Section> sections = new LinkedHashMap<>();
        sections.put("scores", new ScoresSection());
        sections.put("paired", data -> PairedReport.compute(data.pairing(), data.reliability()));
        sections.put("ancova", Sections::ancova);
        sections.put("pareto", data -> Pareto.compute(data.pairing()));
        sections.put("items", ItemSections::items);
        sections.put("distractors", ItemSections::distractors);
        sections.put("rasch", ItemSections::rasch);
        sections.put("equating", ItemSections::equating);
        sections.put("dif", ItemSections::dif);
        sections.put("raters", new RatersSection());
        return Collections.unmodifiableMap(sections);
    }
}
