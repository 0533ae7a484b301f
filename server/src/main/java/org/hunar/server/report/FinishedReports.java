package org.hunar.server.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * The reports that were asked for last, as long as nothing they tell of has changed. Some cost as much as there are people:
 * those of scores off every grid, of single items, and of earlier keys.
 *
 * @param <Q> what was asked for
 * @param <R> what was answered
 */
final class FinishedReports<Q, R> {
    private final int mostRows;
    private final ToLongFunction<R> version;
    private final ToIntFunction<R> rows;

    /** The one that was not asked for longest comes first. */
    private final Map<Q, R> reports = new LinkedHashMap<>(16, 0.75f, true);

    private int kept;

    /**
     * @param mostRows of all reports together
     * @param version of the data of a report
     * @param rows that a report takes
     */
    FinishedReports(int mostRows, ToLongFunction<R> version, ToIntFunction<R> rows) {
        this.mostRows = mostRows;
        this.version = version;
        this.rows = rows;
    }

    /** The report of the data of that version, if it is still here. */
    synchronized Optional<R> find(Q question, long wanted) {
        return Optional.ofNullable(reports.get(question)).filter(report -> version.applyAsLong(report) == wanted);
    }

    /** The last one that is here, of whatever version. */
    synchronized Optional<R> last(Q question) {
        return Optional.ofNullable(reports.get(question));
    }

    /** Takes the place of an earlier one, and of others that nobody has asked for as long. */
    synchronized void add(Q question, R report) {
        remove(question);
        if (rows.applyAsInt(report) > mostRows) {
            return;
        }
        reports.put(question, report);
        kept += rows.applyAsInt(report);
        while (kept > mostRows) {
            remove(reports.keySet().iterator().next());
        }
    }

    private void remove(Q question) {
        R report = reports.remove(question);
        kept -= report == null ? 0 : rows.applyAsInt(report);
    }
}
