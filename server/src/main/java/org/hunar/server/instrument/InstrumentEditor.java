package org.hunar.server.instrument;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.hunar.model.instrument.Instrument;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.instrument.ScoringKey;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.programme.Skill;
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
    private final XFormDao forms = new XFormDao();

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

    /**
     * Outcome of {@link #publish}; the key is the one that was handed in.
     *
     * @param skills that the publication brought along and the programme had not
     * @param before the form of the version that phones had so far, of what is published for the first time
     */
    record Publishing(Published published, boolean created, List<Skill> skills, Optional<XForm> before) {}

    /**
     * Publishes a version; handing in the same once more changes nothing.
     *
     * @throws ProblemException 409 {@code VERSION_EXISTS} if the version was published with another content
     * @throws InvalidException if an item names a skill that the programme has not
     */
    Publishing publish(Caller caller, ProgrammeId programme, Publication publication) {
        caller.requireManager(programme);
        Instrument instrument = publication.instrument();
        ScoringKey key = publication.keyOrNone();
        Published wanted =
                new Published(programme, instrument, key, publication.key().isPresent() ? 1 : 0);
        return database.inTransaction(tx -> {
            programmes.require(tx, programme);
            dao.lockPublications(tx, programme);
            Optional<Kept> found = dao.find(tx, programme, instrument.id());
            if (found.isPresent()) {
                requireSame(found.get(), publication);
                return new Publishing(wanted, false, List.of(), Optional.empty());
            }
            List<Skill> brought =
                    publication.skillsBeyond(programmes.skills(tx, programme).keySet());
            brought.forEach(skill -> add(tx, caller, programme, skill));
            Optional<XForm> before = newestForm(tx, programme, instrument.id());
            publication.requireSkills(programmes.skills(tx, programme).keySet());
            store(tx, caller, wanted, publication.hash());
            forms.insert(tx, programme, instrument.id(), publication.form());
            return new Publishing(wanted, true, brought, before);
        });
    }

    /** Outcome of {@link #correctKey}. */
    record Correction(int keyVersion, KeyListener.Effect effect) {}

    /** A key on its way, or the one that holds already. */
    private record Draft(Published published, boolean holds) {}

    /**
     * Makes a key the one that holds, as a new key version, and scores by it; the same key again changes nothing. When
     * it is interrupted, by a restart for instance, {@link #resume} or the same call once more goes on with it.
     *
     * @param dryRun whether only to tell what would become of the scores
     * @throws ProblemException 404 if there is no such instrument; 409 {@code KEY_UNDER_WAY} while another key is being
     *     carried through
     */
    Correction correctKey(Caller caller, ProgrammeId programme, InstrumentVersion id, JsonObject json, boolean dryRun) {
        caller.requireManager(programme);
        if (dryRun) {
            Draft draft = database.inSnapshot(tx -> draft(tx, programme, id, json));
            return new Correction(
                    draft.published().keyVersion(),
                    draft.holds() ? KeyListener.Effect.NONE : keyListener.preview(draft.published()));
        }
        Draft draft = database.inTransaction(tx -> {
            dao.lock(tx, programme, id);
            Draft wanted = draft(tx, programme, id, json);
            return begin(tx, wanted, caller.name());
        });
        return draft.holds()
                ? new Correction(draft.published().keyVersion(), KeyListener.Effect.NONE)
                : carryThrough(draft.published(), caller.name());
    }

    /** Goes on with the keys that were under way when a server ended; those of other nodes too, which does no harm. */
    void resume() {
        database.inSnapshot(dao::drafts).forEach(draft -> carryThrough(draft.published(), draft.madeBy()));
    }

    private Correction carryThrough(Published draft, String by) {
        keyListener.prepare(draft);
        return database.inTransaction(tx -> {
            dao.lock(tx, draft.programme(), draft.instrument().id());
            // another node may have ended the run, and a later key may hold by now
            if (dao.hold(tx, draft)) {
                audit.done(
                        tx, by, "key.put", draft.programme(), draft.instrument().id());
            }
            return new Correction(draft.keyVersion(), keyListener.apply(tx, draft));
        });
    }

    private Optional<XForm> newestForm(Transaction tx, ProgrammeId programme, InstrumentVersion id) {
        return dao.newest(tx, programme).stream()
                .filter(each -> each.instrument().equals(id.instrument()))
                .findFirst()
                .flatMap(each -> forms.find(tx, programme, each));
    }

    private void add(Transaction tx, Caller caller, ProgrammeId programme, Skill skill) {
        programmes.add(tx, programme, skill);
        audit.done(tx, caller.name(), "skill.put", programme, skill.code().value());
        programmeListener.changed(
                tx, new Change(programme, "skill", skill.code().value(), 1, skill.toJson()));
    }

    private Draft draft(Transaction tx, ProgrammeId programme, InstrumentVersion id, JsonObject json) {
        Published now = dao.find(tx, programme, id).map(Kept::published).orElseThrow(() -> notFound(id));
        ScoringKey key = ScoringKey.fromJson(now.instrument(), json);
        if (now.keyVersion() > 0 && now.key().equals(key)) {
            return new Draft(now, true);
        }
        return new Draft(new Published(programme, now.instrument(), key, now.keyVersion() + 1), false);
    }

    private Draft begin(Transaction tx, Draft wanted, String by) {
        Published draft = wanted.published();
        int next = draft.keyVersion() + (wanted.holds() ? 1 : 0);
        Optional<ScoringKey> underWay = dao.key(tx, draft.programme(), draft.instrument(), next);
        if (underWay.isPresent() && !underWay.get().equals(draft.key())) {
            throw ProblemException.conflict(
                    "KEY_UNDER_WAY",
                    "key version " + next + " of "
                            + draft.instrument().id()
                            + " is still being carried through the scores: put this one when that is done");
        }
        if (underWay.isEmpty() && !wanted.holds()) {
            dao.insertKey(tx, draft, now(), by);
            keyListener.begin(tx, draft, by);
        }
        return wanted;
    }

    private void store(Transaction tx, Caller caller, Published published, String hash) {
        Instrument instrument = published.instrument();
        dao.insert(tx, new Kept(published, hash), now());
        if (published.keyVersion() > 0) {
            dao.insertKey(tx, published, now(), caller.name());
            dao.hold(tx, published);
        }
        audit.done(tx, caller.name(), "instrument.publish", published.programme(), instrument.id());
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
