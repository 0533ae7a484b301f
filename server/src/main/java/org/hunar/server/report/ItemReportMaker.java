package org.hunar.server.report;

import java.util.Optional;
import java.util.concurrent.Executor;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.report.background.Maker;

/** Has reports on items made for pages, which do not wait for them. */
final class ItemReportMaker {
    private final ItemReports reports;
    private final Maker<Wanted, ItemReport> maker;

    private record Wanted(ProgrammeId programme, ItemQuestion question, boolean forViewers) {}

    /** @param executor makes one report at a time */
    ItemReportMaker(ItemReports reports, Executor executor) {
        this.reports = reports;
        this.maker = new Maker<>(this::make, executor);
    }

    /**
     * The report of the data as they are now, if it is made or can be made at once; else the last one that was made, and
     * one of the data as they are now is made meanwhile.
     *
     * @return empty while the first one is being made
     */
    Optional<ItemReport> atOnce(ProgrammeId programme, ItemQuestion question, boolean forViewers) {
        Optional<ItemReport> last = reports.last(programme, question, forViewers);
        long now = reports.dataVersion(programme);
        if (last.filter(report -> report.dataVersion() == now).isPresent()) {
            return last;
        }
        return maker.atOnce(new Wanted(programme, question, forViewers)).or(() -> last);
    }

    private ItemReport make(Wanted wanted) {
        return wanted.forViewers()
                ? reports.reportForViewers(wanted.programme(), wanted.question())
                : reports.report(wanted.programme(), wanted.question());
    }
}
