package org.hunar.server.report;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.programme.Programme;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.http.ProblemException;
import org.hunar.server.instrument.Instruments;
import org.hunar.server.instrument.Published;
import org.hunar.server.programme.Programmes;
import org.hunar.server.report.state.KeptState;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;

/**
 * Makes reports on items. Each is read from one consistent snapshot, so its figures belong together. They cost as much as
 * there are people, so one is computed at a time, and it is told again as long as nothing has changed.
 */
final class ItemReports {
    /** Rows of figures that are kept, of an item or a person, some hundreds of bytes each. */
    private static final int MOST_ROWS = 30_000;

    private final Database database;
    private final Programmes programmes;
    private final Instruments instruments;
    private final KeptState state;
    private final ChosenSheets sheets;
    private final InstantSource clock;
    private final FinishedReports<Asked, ItemReport> finished =
            new FinishedReports<>(MOST_ROWS, ItemReport::dataVersion, ItemReport::rows);
    private final ReentrantLock turn = new ReentrantLock();

    /** What is asked for, and what has to be hidden of it. */
    private record Asked(ProgrammeId programme, ItemQuestion question, Optional<Integer> smallest) {}

    ItemReports(
            Database database,
            Programmes programmes,
            Instruments instruments,
            KeptState state,
            ChosenSheets sheets,
            InstantSource clock) {
        this.database = database;
        this.programmes = programmes;
        this.instruments = instruments;
        this.state = state;
        this.sheets = sheets;
        this.clock = clock;
    }

    /** The version of the data of which a report would speak now; far cheaper than the report. */
    long dataVersion(ProgrammeId programme) {
        return database.inRecentSnapshot(tx -> state.head(tx, programme).version());
    }

    /**
     * The report for those who may see everything.
     *
     * @throws ProblemException 404 if there is no such programme
     * @throws InvalidException naming instrument, version, group or version of the key if there is no such one
     */
    ItemReport report(ProgrammeId programme, ItemQuestion question) {
        return known(programme, question, false).orElseGet(() -> inTurn(programme, question, false));
    }

    /** As {@link #report}, without what would tell of fewer people than the programme wants. */
    ItemReport reportForViewers(ProgrammeId code, ItemQuestion question) {
        return known(code, question, true).orElseGet(() -> inTurn(code, question, true));
    }

    /**
     * For whoever would rather have figures of a moment ago than wait: the last report that was made.
     *
     * @param forViewers as {@link #reportForViewers}
     * @return empty if none was made since the start, or it was not asked for as long as others
     * @throws ProblemException 404 if there is no such programme
     */
    Optional<ItemReport> last(ProgrammeId code, ItemQuestion question, boolean forViewers) {
        return database.inRecentSnapshot(
                tx -> finished.last(asked(programmes.require(tx, code), question, forViewers)));
    }

    private Optional<ItemReport> known(ProgrammeId code, ItemQuestion question, boolean forViewers) {
        return database.inRecentSnapshot(tx -> finished.find(
                asked(programmes.require(tx, code), question, forViewers),
                state.head(tx, code).version()));
    }

    /** Whoever waited finds what the one before has computed. */
    private ItemReport inTurn(ProgrammeId code, ItemQuestion question, boolean forViewers) {
        turn.lock();
        try {
            return known(code, question, forViewers).orElseGet(() -> {
                state.ensure(code);
                return database.inRecentSnapshot(tx -> report(tx, programmes.require(tx, code), question, forViewers));
            });
        } finally {
            turn.unlock();
        }
    }

    private ItemReport report(Transaction tx, Programme programme, ItemQuestion question, boolean forViewers) {
        ProgrammeId code = programme.code();
        Asked asked = asked(programme, question, forViewers);
        Published published = published(tx, code, question);
        Form form = Form.of(published);
        ItemFigures figures =
                ItemFigures.of(form, sheets.read(tx, programme, form, question), question, asked.smallest());
        ItemReport report = new ItemReport(
                code,
                clock.instant(),
                state.head(tx, code).version(),
                question,
                published.keyVersion(),
                figures.toJson());
        finished.add(asked, report);
        return report;
    }

    private static Asked asked(Programme programme, ItemQuestion question, boolean forViewers) {
        Optional<Integer> smallest = forViewers ? Optional.of(programme.minGroupSize()) : Optional.empty();
        return new Asked(programme.code(), question, smallest);
    }

    private Published published(Transaction tx, ProgrammeId programme, ItemQuestion question) {
        List<InstrumentVersion> wanted = List.of(question.instrument());
        question.keyVersion().ifPresent(key -> Reports.requireKey(key, instruments.newestKey(tx, programme)));
        return question
                .keyVersion()
                .map(key -> instruments.findByKey(tx, programme, wanted, key))
                .orElseGet(() -> instruments.find(tx, programme, wanted))
                .values()
                .stream()
                .findFirst()
                .orElseThrow(() -> unknown(tx, programme, question.instrument()));
    }

    private InvalidException unknown(Transaction tx, ProgrammeId programme, InstrumentVersion id) {
        boolean otherVersions = instruments.all(tx, programme).stream()
                .anyMatch(each -> each.instrument().id().instrument().equals(id.instrument()));
        return otherVersions
                ? InvalidException.at(
                        ItemQuestion.VERSION,
                        "UNKNOWN",
                        "the instrument " + id.instrument() + " has no version " + id.version())
                : InvalidException.at(
                        ItemQuestion.INSTRUMENT, "UNKNOWN", "the programme has no instrument " + id.instrument());
    }
}
