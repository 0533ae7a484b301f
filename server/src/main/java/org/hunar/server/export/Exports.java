package org.hunar.server.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.hunar.model.programme.Programme;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.Audit;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.ProblemException;
import org.hunar.server.programme.Programmes;
import org.hunar.server.report.state.KeptState;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;

/** Writes exports, each from one snapshot. */
public final class Exports {
    /** Each holds a connection and a thread for as long as its reader takes. */
    private static final int AT_ONCE = 4;

    private static final int RETRY_SECONDS = 10;

    private final Database database;
    private final Programmes programmes;
    private final KeptState state;
    private final Rows rows;
    private final ExportDao dao;
    private final Audit audit;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Progress progress = new Progress();

    Exports(Database database, Programmes programmes, KeptState state, Rows rows, ExportDao dao, Audit audit) {
        this.database = database;
        this.programmes = programmes;
        this.state = state;
        this.rows = rows;
        this.dao = dao;
        this.audit = audit;
    }

    /**
     * The data of which an export would speak now.
     *
     * @param settled ask for what has changed since then, the next time, and nothing is missed
     */
    record Moment(long version, Instant settled) {}

    /** @throws ProblemException 404 if there is no such programme */
    Moment now(ProgrammeId programme) {
        state.ensure(programme);
        // before the snapshot: whoever began to write after this is told of the next time
        Instant settled = database.inSnapshot(dao::settled);
        return new Moment(database.inSnapshot(tx -> version(tx, programme)), settled);
    }

    /** Written down before a byte goes out. */
    public void audit(Caller caller, ProgrammeId programme, boolean names, String file) {
        String what = names ? "export.names" : "export";
        database.inTransaction(tx -> {
            audit.done(tx, caller.name(), what, programme, file);
            return null;
        });
    }

    /**
     * How many bytes an export has; what was not written yet is written to nowhere if nobody knows.
     *
     * @throws ProblemException 503 if the data has moved on
     */
    long size(ExportQuestion question, long version) {
        return progress.size(question.tag(version)).orElseGet(() -> {
            try (Portion nothing = Portion.nothing()) {
                write(question, version, nothing);
                return nothing.count();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /**
     * Writes an export of this very version of the data.
     *
     * @throws ProblemException 503 if the data has moved on, or too many are written already; nothing was written
     */
    void write(ExportQuestion question, long version, Portion out) {
        inTurn(tx -> {
            out.requireUntouched();
            write(tx, question, version, out);
            return null;
        });
        progress.ended(question.tag(version), out.count());
    }

    /** Reads the tables of a programme as they stand at one moment, in as many passes as are needed. */
    public interface Reader {
        /** In the order of ids; the same data gives the same rows in the same order. */
        void read(Selection selection, RowSink sink);

        /**
         * How far an order goes in so many documents, so that no more than those need be read.
         *
         * @param column by which the rows are ordered
         * @return the value that the document at that place has, a time or a Long; empty if there are not so many that have
         *     one, or the database does not order by this column
         */
        Optional<Object> edge(Selection selection, String column, boolean descending, long place);
    }

    /** @throws ProblemException 404 if there is no such programme */
    public void require(ProgrammeId programme) {
        state.ensure(programme);
    }

    /**
     * Nothing that was there when this was asked is missing, whatever it is read from.
     *
     * @param work may be done once more from its beginning if the database is lost on the way
     * @throws ProblemException 404 if there is no such programme; 503 if too many exports are written already
     */
    public <T> T atOneMoment(ProgrammeId code, Function<Reader, T> work) {
        require(code);
        long known = database.inSnapshot(tx -> version(tx, code));
        return inTurn(tx -> {
            if (version(tx, code) < known) {
                throw ProblemException.unavailable("BEHIND", "what is read here is not the newest; ask again", 1);
            }
            Programme programme = programmes.require(tx, code);
            return work.apply(new Reader() {
                @Override
                public void read(Selection selection, RowSink sink) {
                    rows.read(tx, programme, selection, sink);
                }

                @Override
                public Optional<Object> edge(Selection selection, String column, boolean descending, long place) {
                    return rows.edge(tx, selection, column, descending, place);
                }
            });
        });
    }

    private <T> T inTurn(Function<Transaction, T> work) {
        if (!places.tryAcquire()) {
            throw ProblemException.unavailable(
                    "BUSY", "so many exports are under way that another one has to wait", RETRY_SECONDS);
        }
        try {
            // of a replica that has not come to the version that is asked for nothing is read
            return database.inRecentSnapshot(work);
        } finally {
            places.release();
        }
    }

    private void write(Transaction tx, ExportQuestion question, long version, Portion out) {
        if (version(tx, question.programme()) != version) {
            throw ProblemException.unavailable("CHANGED", "something came in just now; ask again", 1);
        }
        Programme programme = programmes.require(tx, question.programme());
        String tag = question.tag(version);
        Optional<Progress.Mark> mark =
                question.format().isResumable() ? progress.before(tag, out.first()) : Optional.empty();
        out.beginAt(mark.map(Progress.Mark::bytes).orElse(0L));
        try {
            RowWriter writer = mark.isPresent()
                    ? question.format().goOn(out, question)
                    : question.format().writer(out, question);
            Selection selection = question.selection();
            rows.read(
                    tx,
                    programme,
                    mark.map(begun -> selection.after(begun.last())).orElse(selection),
                    new WrittenRows(writer, question.columns(), last -> progress.reached(tag, out.count(), last)));
            writer.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Both only rise, so their sum changes whenever one does. */
    private long version(Transaction tx, ProgrammeId programme) {
        return dao.documents(tx, programme) + state.head(tx, programme).version();
    }
}
