package org.hunar.server.report;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.programme.Phase;
import org.hunar.model.programme.Programme;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.http.ProblemException;
import org.hunar.server.instrument.Instruments;
import org.hunar.server.programme.Programmes;
import org.hunar.server.report.state.Basis;
import org.hunar.server.report.state.Groups;
import org.hunar.server.report.state.KeptState;
import org.hunar.server.report.state.KeptState.Head;
import org.hunar.server.report.state.KeptState.Kept;
import org.hunar.server.report.statistics.Ancova;
import org.hunar.server.report.statistics.PairedReport;
import org.hunar.server.report.statistics.Pareto;
import org.hunar.server.report.statistics.ReportCounts;
import org.hunar.server.report.statistics.ReportSettings;
import org.hunar.server.report.statistics.ScoredAssessment;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;

/** Makes reports. Each is read from one consistent snapshot, so its figures belong together. */
public final class Reports {
    /** Rows of figures that are kept, some tens of kilobytes each. */
    private static final int MOST_ROWS = 2000;

    private final Database database;
    private final Programmes programmes;
    private final Instruments instruments;
    private final KeptState state;
    private final FormsDao forms = new FormsDao();
    private final ConsentDao consents = new ConsentDao();
    private final InstantSource clock;
    private final FinishedReports<Question, Report> finished =
            new FinishedReports<>(MOST_ROWS, Report::dataVersion, Reports::rows);

    Reports(Database database, Programmes programmes, Instruments instruments, KeptState state, InstantSource clock) {
        this.database = database;
        this.programmes = programmes;
        this.instruments = instruments;
        this.state = state;
        this.clock = clock;
    }

    private record Question(ProgrammeId programme, Optional<GroupBy> groupBy, Basis basis) {}

    /** The version of the data of which a report would speak now; far cheaper than the report. */
    public long dataVersion(ProgrammeId programme) {
        return database.inRecentSnapshot(tx -> state.head(tx, programme).version());
    }

    /**
     * The report with every group, for those who may see everything.
     *
     * @param groupBy property by which it is divided; empty for figures of everybody only
     * @throws ProblemException 404 if there is no such programme
     */
    public Report report(ProgrammeId programme, Optional<GroupBy> groupBy) {
        return database.inRecentSnapshot(tx -> report(tx, programme, groupBy)).orElseGet(() -> {
            state.ensure(programme);
            return database.inSnapshot(tx -> report(tx, programme, groupBy)).orElseThrow();
        });
    }

    /**
     * The report as it was before keys were corrected, of all that has come in since, or of another phase than the POST.
     *
     * @throws InvalidException if the programme has no key of that version
     */
    Report reportBy(ProgrammeId code, Optional<GroupBy> groupBy, Basis basis) {
        return database.inRecentSnapshot(tx -> {
            Programme programme = programmes.require(tx, code);
            basis.keyVersion().ifPresent(key -> requireKey(key, instruments.newestKey(tx, code)));
            Question question = new Question(code, groupBy, basis);
            Head head = state.head(tx, code);
            return finished.find(question, head.version()).orElseGet(() -> {
                Kept kept = state.readBy(tx, programme, groupBy.map(GroupBy::wireName), basis);
                Report report = report(programme, head, kept, forms.forms(tx, code, basis.after()), basis);
                // the version of the data does not tell of the other phases
                if (basis.after() == Phase.POST) {
                    finished.add(question, report);
                }
                return report;
            });
        });
    }

    /** @throws InvalidException if the programme has no key of that version */
    static void requireKey(int keyVersion, int newest) {
        if (keyVersion < 1 || keyVersion > newest) {
            throw InvalidException.at(
                    "?key_version", "INVALID", "a version of a key is expected, 1 to " + newest + " in this programme");
        }
    }

    /** The consents that stand, where the programme asks for them. */
    Optional<Consented> consented(ProgrammeId code, Optional<GroupBy> groupBy) {
        return database.inRecentSnapshot(tx -> programmes
                .find(tx, code)
                .filter(Programme::consentRequired)
                .map(programme -> Consented.of(
                        given(tx, code, Optional.empty()), groupBy.isPresent() ? given(tx, code, groupBy) : Map.of())));
    }

    private Map<String, Long> given(Transaction tx, ProgrammeId code, Optional<GroupBy> groupBy) {
        return consents.given(tx, code, groupBy, ScoredAssessment.ALL, Groups.NONE);
    }

    /** As {@link #report}, without the groups that are too small to be shown to viewers. */
    public Report reportForViewers(ProgrammeId programme, Optional<GroupBy> groupBy) {
        return report(programme, groupBy).forViewers();
    }

    /** The 80/20 ranking of the same data. */
    Priorities priorities(ProgrammeId programme, Optional<GroupBy> groupBy) {
        return database.inRecentSnapshot(tx -> priorities(tx, programme, groupBy))
                .orElseGet(() -> {
                    state.ensure(programme);
                    return database.inSnapshot(tx -> priorities(tx, programme, groupBy))
                            .orElseThrow();
                });
    }

    private Optional<Priorities> priorities(Transaction tx, ProgrammeId code, Optional<GroupBy> groupBy) {
        Head head = state.head(tx, code);
        Programme programme = programmes.require(tx, code);
        return state.read(tx, programme, head, groupBy.map(GroupBy::wireName)).map(kept -> {
            Report report = finished.find(new Question(code, groupBy, Basis.KEPT), head.version())
                    .orElseGet(() -> report(programme, head, kept, forms.forms(tx, code, Phase.POST), Basis.KEPT));
            return new Priorities(report, kept.counts(), groupBy);
        });
    }

    /** Empty while what it is read from is not made. */
    Optional<Report> report(Transaction tx, ProgrammeId code, Optional<GroupBy> groupBy) {
        Head head = state.head(tx, code);
        Question question = new Question(code, groupBy, Basis.KEPT);
        Optional<Report> known = finished.find(question, head.version());
        if (known.isPresent()) {
            return known;
        }
        Programme programme = programmes.require(tx, code);
        Optional<Report> report = state.read(tx, programme, head, groupBy.map(GroupBy::wireName))
                .map(kept -> report(programme, head, kept, forms.forms(tx, code, Phase.POST), Basis.KEPT));
        report.ifPresent(each -> finished.add(question, each));
        return report;
    }

    private static int rows(Report report) {
        return report.paired().byScale().values().stream().mapToInt(Map::size).sum();
    }

    private Report report(Programme programme, Head head, Kept kept, FormsInUse forms, Basis basis) {
        ReportSettings settings = ReportSettings.of(programme);
        ReportCounts counts = kept.counts();
        PairedTable paired = PairedTable.of(PairedReport.compute(settings, counts, kept.forms()::alpha));
        return new Report(
                programme,
                clock.instant(),
                head.version(),
                Funnel.of(counts),
                paired,
                Ancova.compute(settings, counts),
                Pareto.compute(settings, counts),
                notes(paired, kept, forms),
                basis);
    }

    private static List<Note> notes(PairedTable paired, Kept kept, FormsInUse forms) {
        List<Note> notes = new ArrayList<>(Notes.on(paired, kept.counts(), forms, kept.pending()));
        if (kept.criticalFailed() > 0) {
            notes.add(Note.onReport(NoteCode.CRITICAL_FAILED, kept.criticalFailed()));
        }
        return notes;
    }
}
