package org.hunar.server.privacy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.Timestamps;
import org.hunar.model.json.JsonFields;
import org.hunar.model.participant.Consent;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.Programme;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.programme.Retention;
import org.hunar.model.sync.EntityId;
import org.hunar.server.auth.Audit;
import org.hunar.server.auth.Caller;
import org.hunar.server.blob.Blobs;
import org.hunar.server.participant.Participants;
import org.hunar.server.programme.Programmes;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets go what a programme has said that it does not keep for longer. Each person is a transaction, and whoever is erased
 * already is left alone: any node may do it at any time, and a kill in the midst is gone on from.
 */
final class Retentions {
    /** In the audit, in place of a user; no user can be called so. */
    static final String BY = "(retention)";

    private static final int BATCH = 500;
    private static final ParticipantId FIRST = new ParticipantId(new UUID(0, 0));
    private static final Logger LOG = LoggerFactory.getLogger(Retentions.class);

    private final Database database;
    private final Programmes programmes;
    private final Participants participants;
    private final Blobs blobs;
    private final Erasures erasures;
    private final Audit audit;
    private final InstantSource clock;
    private final RetentionDao dao = new RetentionDao();

    Retentions(
            Database database,
            Programmes programmes,
            Participants participants,
            Blobs blobs,
            Erasures erasures,
            Audit audit,
            InstantSource clock) {
        this.database = database;
        this.programmes = programmes;
        this.participants = participants;
        this.blobs = blobs;
        this.erasures = erasures;
        this.audit = audit;
        this.clock = clock;
    }

    /** Somebody whose time has come, or will. */
    private record Leaving(ParticipantId id, Instant dueAt) {
        Map<String, Object> toJson() {
            return new JsonFields()
                    .putText("participant_id", id)
                    .put("due_at", Timestamps.format(dueAt))
                    .toMap();
        }
    }

    /** Every programme; a failure is told to the administrator, and the next day tries again. */
    void applyOrLog() {
        try {
            database.inSnapshot(programmes::all).forEach(this::apply);
        } catch (RuntimeException e) {
            LOG.error("what is not to be kept any longer could not be erased; the next day tries again", e);
        }
    }

    /** Does now what is due, as the chore of the night would. */
    Map<String, Object> apply(Caller caller, ProgrammeId code) {
        caller.requireManager(code);
        return apply(database.inSnapshot(tx -> programmes.require(tx, code)));
    }

    /** Who would be erased, and when; nothing is done. */
    Map<String, Object> preview(Caller caller, ProgrammeId code) {
        caller.requireManager(code);
        return database.inSnapshot(tx -> {
            Programme programme = programmes.require(tx, code);
            Retention rule = programme.retention();
            Map<String, Object> json = new LinkedHashMap<>();
            rule.identitiesMonths()
                    .ifPresent(months -> json.put(
                            "identities", afterTraining(programme, months, "people", dao.countNamed(tx, code))));
            rule.attachmentsMonths()
                    .ifPresent(months -> json.put(
                            "attachments",
                            afterTraining(programme, months, "assessments", dao.countWithFiles(tx, code))));
            rule.withdrawnDays()
                    .ifPresent(days -> json.put(
                            "withdrawn",
                            Map.of(
                                    "days",
                                    days,
                                    "people",
                                    leaving(tx, code, days).stream()
                                            .map(Leaving::toJson)
                                            .toList())));
            return json;
        });
    }

    private static Map<String, Object> afterTraining(Programme programme, int months, String what, long kept) {
        Optional<Instant> due = due(programme, Optional.of(months));
        return new JsonFields()
                .put("months", months)
                .put("due_at", due.map(Timestamps::format))
                .put("waits_for", due.isPresent() ? null : "training_end")
                .put(what, kept)
                .toMap();
    }

    private Map<String, Object> apply(Programme programme) {
        Retention rule = programme.retention();
        int people = isDue(programme, rule.identitiesMonths()) ? everybody(programme.code(), rule) : 0;
        people += rule.withdrawnDays()
                .map(days -> withdrawn(programme.code(), days))
                .orElse(0);
        int files = isDue(programme, rule.attachmentsMonths()) ? files(programme.code()) : 0;
        if (people + files > 0) {
            LOG.info(
                    "{}: {} people are erased and {} files let go, as its retention says",
                    programme.code(),
                    people,
                    files);
        }
        return Map.of("people", people, "files", files);
    }

    private int everybody(ProgrammeId code, Retention rule) {
        String reason = "retention: " + rule.identitiesMonths().orElseThrow() + " months after the training";
        int erased = 0;
        ParticipantId after = FIRST;
        List<ParticipantId> batch = named(code, after);
        while (!batch.isEmpty()) {
            for (ParticipantId id : batch) {
                erased += erase(code, id, reason);
            }
            after = batch.get(batch.size() - 1);
            batch = named(code, after);
        }
        return erased;
    }

    private int withdrawn(ProgrammeId code, int days) {
        Instant now = clock.instant();
        int erased = 0;
        for (Leaving each : database.inSnapshot(tx -> leaving(tx, code, days))) {
            if (!each.dueAt().isAfter(now)) {
                erased += erase(code, each.id(), "retention: " + days + " days after the consent was withdrawn");
            }
        }
        return erased;
    }

    private int erase(ProgrammeId code, ParticipantId id, String reason) {
        return database.inTransaction(tx -> erasures.erase(tx, code, id, BY, reason)) ? 1 : 0;
    }

    private int files(ProgrammeId code) {
        int released = 0;
        int some;
        do {
            some = database.inTransaction(tx -> {
                List<EntityId> batch = dao.withFiles(tx, code, BATCH);
                int gone = blobs.release(tx, batch);
                if (gone > 0) {
                    audit.done(tx, BY, "programme.attachments.release", code, gone + " files");
                }
                return gone;
            });
            released += some;
        } while (some > 0);
        return released;
    }

    private List<ParticipantId> named(ProgrammeId code, ParticipantId after) {
        return database.inSnapshot(tx -> dao.named(tx, code, after, BATCH));
    }

    private List<Leaving> leaving(Transaction tx, ProgrammeId code, int days) {
        List<Leaving> leaving = new ArrayList<>();
        participants.withdrawn(tx, code).stream()
                .filter(record -> !record.isErased())
                .forEach(record -> record.consent()
                        .flatMap(Consent::withdrawnAt)
                        .ifPresent(at -> leaving.add(new Leaving(record.id(), at.plus(Duration.ofDays(days))))));
        return leaving;
    }

    private boolean isDue(Programme programme, Optional<Integer> months) {
        return due(programme, months).filter(at -> !at.isAfter(clock.instant())).isPresent();
    }

    private static Optional<Instant> due(Programme programme, Optional<Integer> months) {
        return programme.trainingEnd().flatMap(end -> months.map(many -> Retention.due(end, many)));
    }
}
