package org.hunar.server.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.programme.ProgrammeId;

/**
 * The reports that were asked for last, as long as nothing they tell of has changed. Whole points make a report cheap
 * anyway; scores off every grid, of which nearly everybody has others, make it cost as much as there are people.
 */
final class FinishedReports {
    /** Rows of figures, some tens of kilobytes each. */
    private static final int MOST_ROWS = 2000;

    private record Key(ProgrammeId programme, Optional<GroupBy> groupBy) {}

    /** The one that was not asked for longest comes first. */
    private final Map<Key, Report> reports = new LinkedHashMap<>(16, 0.75f, true);

    private int rows;

    /** The report of the data of that version, if it is still here. */
    synchronized Optional<Report> find(ProgrammeId programme, Optional<GroupBy> groupBy, long version) {
        return Optional.ofNullable(reports.get(new Key(programme, groupBy)))
                .filter(report -> report.dataVersion() == version);
    }

    /** Takes the place of an earlier one, and of others that nobody has asked for as long. */
    synchronized void add(Optional<GroupBy> groupBy, Report report) {
        Key key = new Key(report.programme().code(), groupBy);
        remove(key);
        if (rows(report) > MOST_ROWS) {
            return;
        }
        reports.put(key, report);
        rows += rows(report);
        while (rows > MOST_ROWS) {
            remove(reports.keySet().iterator().next());
        }
    }

    private void remove(Key key) {
        Report report = reports.remove(key);
        rows -= report == null ? 0 : rows(report);
    }

    private static int rows(Report report) {
        return report.paired().byScale().values().stream().mapToInt(Map::size).sum();
    }
}
