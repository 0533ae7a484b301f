package org.hunar.server.instrument;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.instrument.Instrument;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.instrument.ScoringKey;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.Audit;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.ProblemException;
import org.hunar.server.instrument.InstrumentDao.Kept;
import org.hunar.server.programme.ProgrammeListener;
import org.hunar.server.programme.ProgrammeListener.Change;
import org.hunar.server.programme.Programmes;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;

/** Publishes instruments and corrects their keys. */
final class InstrumentEditor {
    private final Database database;
    private final Programmes programmes;
    private final Audit audit;
    private final ProgrammeListener programmeListener;
    private final KeyListener keyListener;
    private final InstantSource clock;
    private final InstrumentDao dao = new InstrumentDao();

    InstrumentEditor(
            Database database,
            Programmes programmes,
            Audit audit,
            ProgrammeListener programmeListener,
            KeyListener keyListener,
            InstantSource clock) {
        this.database = database;
        this.programmes = programmes;
        this.audit = audit;
        this.programmeListener = programmeListener;
        this.keyListener = keyListener;
        this.clock = clock;
    }

    /** Outcome of {@link #publish}; the key is the one that was handed in. */
    record Publishing(Published published, boolean created) {}

    /**
     * Publishes a version; handing in the same once more changes nothing.
     *
     * @throws ProblemException 409 {@code VERSION_EXISTS} if the version was published with another content
     * @throws InvalidException if an item names a skill that the programme has not
     */
    Publishing publish(Caller caller, ProgrammeId programme, Publication publication) {
        caller.requireManager(programme);
        Instrument instrument = publication.instrument();
        ScoringKey key = publication.key().orElse(new ScoringKey(Map.of()));
        Published wanted =
                new Published(programme, instrument, key, publication.key().isPresent() ? 1 : 0);
        return database.inTransaction(tx -> {
            programmes.require(tx, programme);
            Optional<Kept> found = dao.find(tx, programme, instrument.id());
            if (found.isPresent()) {
                requireSame(found.get(), publication);
                return new Publishing(wanted, false);
            }
            publication.requireSkills(programmes.skills(tx, programme).keySet());
            store(tx, caller, wanted, publication.hash());
            return new Publishing(wanted, true);
        });
    }

    /** Outcome of {@link #correctKey}. */
    record Correction(int keyVersion, KeyListener.Effect effect) {}

    /**
     * Makes a key the one that holds, as a new key version; the same key again changes nothing.
     *
     * @param dryRun whether only to tell what would become of the scores
     * @throws ProblemException 404 if there is no such instrument
     */
    Correction correctKey(Caller caller, ProgrammeId programme, InstrumentVersion id, JsonObject json, boolean dryRun) {
        caller.requireManager(programme);
        return dryRun
                ? database.inTrial(tx -> correctKey(tx, caller, programme, id, json))
                : database.inTransaction(tx -> correctKey(tx, caller, programme, id, json));
    }

    private Correction correctKey(
            Transaction tx, Caller caller, ProgrammeId programme, InstrumentVersion id, JsonObject json) {
        dao.lock(tx, programme, id);
        Published before = dao.find(tx, programme, id).map(Kept::published).orElseThrow(() -> notFound(id));
        ScoringKey key = ScoringKey.fromJson(before.instrument(), json);
        if (before.keyVersion() > 0 && before.key().equals(key)) {
            return new Correction(before.keyVersion(), KeyListener.Effect.NONE);
        }
        Published after = new Published(programme, before.instrument(), key, before.keyVersion() + 1);
        dao.insertKey(tx, after, now(), caller.name());
        audit.done(tx, caller.name(), "key.put", programme + "/" + id);
        return new Correction(after.keyVersion(), keyListener.keyChanged(tx, before, after));
    }

    private void store(Transaction tx, Caller caller, Published published, String hash) {
        Instrument instrument = published.instrument();
        dao.insert(tx, new Kept(published, hash), now());
        if (published.keyVersion() > 0) {
            dao.insertKey(tx, published, now(), caller.name());
        }
        audit.done(tx, caller.name(), "instrument.publish", published.programme() + "/" + instrument.id());
        programmeListener.changed(
                tx,
                new Change(published.programme(), "instrument", instrument.id().toString(), 1, instrument.toJson()));
    }

    private static void requireSame(Kept kept, Publication publication) {
        InstrumentVersion id = publication.instrument().id();
        if (!kept.hash().equals(publication.hash())) {
            throw ProblemException.conflict(
                    "VERSION_EXISTS",
                    id + " was published with another content: publish a new version, or put a corrected key to"
                            + " /instruments/" + id.instrument() + "/versions/" + id.version() + "/key");
        }
    }

    static ProblemException notFound(InstrumentVersion id) {
        return ProblemException.notFound("instrument " + id + " in this programme");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
