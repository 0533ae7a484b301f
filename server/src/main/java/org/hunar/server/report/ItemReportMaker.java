package org.hunar.server.report;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.hunar.model.programme.ProgrammeId;

/**
 * Has reports on items made by another thread, for pages: such a report costs as much as there are people, and nobody who
 * opens a page waits for it.
 */
final class ItemReportMaker {
    private static final Duration PATIENCE = Duration.ofMillis(60);

    private final ItemReports reports;
    private final Executor maker;
    private final Map<Wanted, CompletableFuture<ItemReport>> underWay = new ConcurrentHashMap<>();

    private record Wanted(ProgrammeId programme, ItemQuestion question, boolean forViewers) {}

    /** @param maker makes one report at a time */
    ItemReportMaker(ItemReports reports, Executor maker) {
        this.reports = reports;
        this.maker = maker;
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
        CompletableFuture<ItemReport> made =
                underWay.computeIfAbsent(new Wanted(programme, question, forViewers), this::begin);
        return await(made).or(() -> last);
    }

    private CompletableFuture<ItemReport> begin(Wanted wanted) {
        CompletableFuture<ItemReport> made = CompletableFuture.supplyAsync(
                () -> wanted.forViewers()
                        ? reports.reportForViewers(wanted.programme(), wanted.question())
                        : reports.report(wanted.programme(), wanted.question()),
                maker);
        // not in this thread, which may hold the entry: then it would be removed before it is there
        made.whenCompleteAsync((report, problem) -> underWay.remove(wanted), maker);
        return made;
    }

    private static Optional<ItemReport> await(CompletableFuture<ItemReport> made) {
        try {
            return Optional.of(made.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
