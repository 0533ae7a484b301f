package org.hunar.server.report;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
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

/** Makes reports on items. Each is read from one consistent snapshot, so its figures belong together. */
final class ItemReports {
    private final Database database;
    private final Programmes programmes;
    private final Instruments instruments;
    private final KeptState state;
    private final ChosenSheets sheets;
    private final InstantSource clock;

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
        return database.inSnapshot(tx -> state.head(tx, programme).version());
    }

    /**
     * The report for those who may see everything.
     *
     * @throws ProblemException 404 if there is no such programme
     * @throws InvalidException naming instrument, version or group if there is no such one
     */
    ItemReport report(ProgrammeId programme, ItemQuestion question) {
        state.ensure(programme);
        return database.inSnapshot(tx -> report(tx, programme, question, Optional.empty()));
    }

    /** As {@link #report}, without what would tell of fewer people than the programme wants. */
    ItemReport reportForViewers(ProgrammeId code, ItemQuestion question) {
        state.ensure(code);
        return database.inSnapshot(tx -> report(
                tx, code, question, Optional.of(programmes.require(tx, code).minGroupSize())));
    }

    private ItemReport report(Transaction tx, ProgrammeId code, ItemQuestion question, Optional<Integer> smallest) {
        Programme programme = programmes.require(tx, code);
        Published published = published(tx, code, question.instrument());
        Form form = Form.of(published);
        ItemFigures figures = ItemFigures.of(form, sheets.read(tx, programme, form, question), question, smallest);
        return new ItemReport(
                code, clock.instant(), state.head(tx, code).version(), question, published.keyVersion(), figures);
    }

    private Published published(Transaction tx, ProgrammeId programme, InstrumentVersion id) {
        return instruments.find(tx, programme, List.of(id)).values().stream()
                .findFirst()
                .orElseThrow(() -> unknown(tx, programme, id));
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
