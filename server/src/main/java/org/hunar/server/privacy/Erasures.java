package org.hunar.server.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.Audit;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.PageRequest;
import org.hunar.server.http.ProblemException;
import org.hunar.server.participant.ParticipantRecord;
import org.hunar.server.participant.Participants;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;
import org.hunar.server.sync.Eraser;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases people for good: who they are goes, what they achieved stays under their id, and the proof is kept. Each is one
 * transaction; done again it changes nothing and gives the first proof.
 */
final class Erasures {
    private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);
    private static final int LONGEST_REASON = 200;

    private final Database database;
    private final Participants participants;
    private final Eraser eraser;
    private final ErasureListener listener;
    private final Audit audit;
    private final InstantSource clock;
    private final ErasureDao dao = new ErasureDao();

    Erasures(
            Database database,
            Participants participants,
            Eraser eraser,
            ErasureListener listener,
            Audit audit,
            InstantSource clock) {
        this.database = database;
        this.participants = participants;
        this.eraser = eraser;
        this.listener = listener;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Erases somebody because he has asked for it, or for whatever {@code reason} the body gives.
     *
     * @throws ProblemException 404 if the programme has nobody of that id
     * @throws InvalidException if there is no reason, or it tells who it is about: it is kept
     */
    Erasure erase(Caller caller, ProgrammeId programme, ParticipantId id, JsonObject body) {
        caller.requireManager(programme);
        String reason = reason(body);
        return database.inTransaction(tx -> {
            Optional<Erasure> before = dao.find(tx, programme, id);
            if (before.isPresent()) {
                return before.get();
            }
            require(tx, programme, id);
            Eraser.Erased what = eraser.erase(tx, id);
            refuseNaming(body, reason, what);
            // of two who ask at once the second finds nothing any more, and the proof of the first
            return dao.find(tx, programme, id).orElseGet(() -> {
                Erasure erasure = Erasure.of(programme, id, now(), caller.name(), reason, what);
                keep(tx, erasure, what, caller.name());
                return erasure;
            });
        });
    }

    /** As a chore does; nothing if the person is erased already. Returns whether it was done. */
    boolean erase(Transaction tx, ProgrammeId programme, ParticipantId id, String by, String reason) {
        Eraser.Erased what = eraser.erase(tx, id);
        boolean isFirst = dao.find(tx, programme, id).isEmpty();
        if (isFirst) {
            keep(tx, Erasure.of(programme, id, now(), by, reason, what), what, by);
        }
        return isFirst;
    }

    Erasure find(Caller caller, ProgrammeId programme, ParticipantId id) {
        caller.requireManager(programme);
        return database.inSnapshot(tx -> dao.find(tx, programme, id))
                .orElseThrow(() -> ProblemException.notFound("erasure of participant " + id));
    }

    /** In the order of ids. */
    Map<String, Object> page(Caller caller, ProgrammeId programme, PageRequest page) {
        caller.requireManager(programme);
        Optional<ParticipantId> after = page.after(ParticipantId::of);
        List<Erasure> erasures = database.inSnapshot(tx -> dao.page(tx, programme, after, page.fetch()));
        return page.page(erasures, each -> each.id().toString(), Erasure::toJson);
    }

    /** Before an answer begins: what follows is {@link #writeLines}. */
    void beginExport(Caller caller) {
        caller.requireAdmin();
    }

    /** All there are, a line each: to be kept beside the backups, and given to {@link #repeat} after one is restored. */
    void writeLines(Writer lines) {
        database.inSnapshot(tx -> {
            dao.forEach(tx, each -> write(lines, Json.write(each.toJson()) + "\n"));
            return lines;
        });
        try {
            lines.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Erases again whom a restored backup has brought back, also those whom only phones will bring.
     *
     * @param lines as {@link #writeLines} gave them
     * @return how many lines there were, and how many of them were not known here
     * @throws InvalidException naming the first line that cannot be read; those before it are done
     */
    Map<String, Object> repeat(Caller caller, String lines) {
        caller.requireAdmin();
        int read = 0;
        int repeated = 0;
        for (String line : lines.lines().toList()) {
            read++;
            if (!line.isBlank() && repeat(caller, read, line)) {
                repeated++;
            }
        }
        return Map.of("lines", read, "repeated", repeated);
    }

    private boolean repeat(Caller caller, int number, String line) {
        JsonObject json = parse(number, line);
        ProgrammeId programme = json.as("programme", ProgrammeId::new);
        ParticipantId id = new ParticipantId(json.uuid("participant_id"));
        return database.inTransaction(tx -> {
            boolean isNew = dao.find(tx, programme, id).isEmpty();
            if (isNew) {
                Eraser.Erased what = eraser.erase(tx, id);
                Erasure first = Erasure.of(
                        programme, id, json.instant("erased_at"), json.text("erased_by"), json.text("reason"), what);
                keep(tx, first, what, caller.name());
            }
            return isNew;
        });
    }

    private void keep(Transaction tx, Erasure erasure, Eraser.Erased what, String by) {
        List<Erasure> ofAll = what.people().stream()
                .map(person -> new Erasure(
                        erasure.programme(),
                        new ParticipantId(person),
                        erasure.at(),
                        erasure.by(),
                        erasure.reason(),
                        erasure.erased(),
                        erasure.proof()))
                .toList();
        dao.insert(tx, ofAll);
        listener.erased(tx, what);
        ofAll.forEach(each -> audit.done(
                tx,
                by,
                "participant.erase",
                each.programme(),
                each.id() + " " + Json.write(each.erased()) + " proof " + each.proof() + ": " + each.reason()));
        LOG.info("Participant {} of {} is erased, and cannot be brought back", erasure.id(), erasure.programme());
    }

    private ParticipantRecord require(Transaction tx, ProgrammeId programme, ParticipantId id) {
        return Optional.ofNullable(participants.find(tx, List.of(id)).get(id))
                .filter(record -> record.programme().equals(programme))
                .orElseThrow(() -> ProblemException.notFound("participant " + id + " in " + programme));
    }

    private static String reason(JsonObject body) {
        String reason = body.text("reason").strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw body.invalid("reason", "says in 1 to " + LONGEST_REASON + " characters why, without the name");
        }
        return reason;
    }

    /** By what stood in any of the fields that are gone; with this the whole is taken back. */
    private static void refuseNaming(JsonObject body, String reason, Eraser.Erased what) {
        if (new Identity(what.texts(), what.names()).isToldBy(reason)) {
            throw InvalidException.at(
                    body.pointerTo("reason"),
                    "NAMES_THE_PERSON",
                    "the reason is kept for good, and says who it was: leave out names and numbers of the person");
        }
    }

    private static JsonObject parse(int number, String line) {
        try {
            return Json.readObject(line);
        } catch (InvalidException e) {
            throw InvalidException.at("line " + number, "INVALID", "an erasure as GET /erasures.jsonl gives it");
        }
    }

    private static void write(Writer lines, String line) {
        try {
            lines.write(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
