package org.hunar.server.xlsform;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hunar.server.xlsform.Finding.Level;

/** Gathers what is found, so that a manager hears of everything at once, and of no more than he reads. The same is said once. */
final class Findings {
    private static final Comparator<Finding> AS_WRITTEN = Comparator.comparing((Finding finding) -> finding.level())
            .thenComparing(finding -> finding.place().sheet())
            .thenComparingInt(finding -> finding.place().row())
            .thenComparingInt(finding -> finding.place().column());

    /** Of each level. */
    static final int MOST = 1_000;

    private final Set<Finding> found = new LinkedHashSet<>();
    private final Map<Level, Integer> count = new EnumMap<>(Level.class);

    void error(Place place, String code, String message) {
        add(new Finding(Level.ERROR, place, code, message));
    }

    void publishing(Place place, String code, String message) {
        add(new Finding(Level.PUBLISHING, place, code, message));
    }

    void warning(Place place, String code, String message) {
        add(new Finding(Level.WARNING, place, code, message));
    }

    private void add(Finding finding) {
        if (count.getOrDefault(finding.level(), 0) < MOST) {
            if (found.add(finding)) {
                count.merge(finding.level(), 1, Integer::sum);
            }
        } else if (!found.contains(finding)) {
            found.add(new Finding(
                    finding.level(),
                    Place.WORKBOOK,
                    "MORE",
                    "there is more like the " + MOST + " that are told: mend these, and check once more"));
        }
    }

    boolean has(Level level) {
        return found.stream().anyMatch(finding -> finding.level() == level);
    }

    /** Errors first, then by sheet, row and column. */
    List<Finding> all() {
        List<Finding> all = new ArrayList<>(found);
        all.sort(AS_WRITTEN);
        return List.copyOf(all);
    }
}
