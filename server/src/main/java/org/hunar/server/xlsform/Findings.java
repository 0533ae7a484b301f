package org.hunar.server.xlsform;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hunar.server.xlsform.Finding.Level;

/** Gathers what is found, so that a manager hears of everything at once. The same is said once. */
final class Findings {
    private static final Comparator<Finding> AS_WRITTEN = Comparator.comparing((Finding finding) -> finding.level())
            .thenComparing(finding -> finding.place().sheet())
            .thenComparingInt(finding -> finding.place().row())
            .thenComparingInt(finding -> finding.place().column());

    private final Set<Finding> found = new LinkedHashSet<>();

    void error(Place place, String code, String message) {
        found.add(new Finding(Level.ERROR, place, code, message));
    }

    void publishing(Place place, String code, String message) {
        found.add(new Finding(Level.PUBLISHING, place, code, message));
    }

    void warning(Place place, String code, String message) {
        found.add(new Finding(Level.WARNING, place, code, message));
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
