package org.hunar.server.privacy;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hunar.model.Timestamps;
import org.hunar.model.json.JsonObject;
import org.hunar.model.participant.Consent;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.problem.Violation;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.OperationKind;
import org.hunar.model.sync.ParticipantFields;
import org.hunar.server.auth.Audit;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.ProblemException;
import org.hunar.server.participant.ParticipantRecord;
import org.hunar.server.participant.Participants;
import org.hunar.server.storage.Database;
import org.hunar.server.sync.ManagerOperations;

/**
 * Notes that people agree, and that they do no longer. Each is an operation on the participant, as one of a phone, so that
 * the log has every consent that was ever given or taken back, and phones see what holds.
 */
final class Consents {
    private final Database database;
    private final Participants participants;
    private final ManagerOperations operations;
    private final Audit audit;
    private final InstantSource clock;

    Consents(
            Database database,
            Participants participants,
            ManagerOperations operations,
            Audit audit,
            InstantSource clock) {
        this.database = database;
        this.participants = participants;
        this.operations = operations;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param body {@code text}, {@code language}; {@code at}, else now; {@code taken_by}, else the caller */
    Map<String, Object> give(Caller caller, ProgrammeId programme, ParticipantId id, JsonObject body) {
        caller.requireMember(programme);
        return note(caller, programme, id, "participant.consent", known -> {
            Map<String, Object> given = new HashMap<>(body.asMap());
            given.putIfAbsent("at", Timestamps.format(now()));
            given.putIfAbsent("taken_by", caller.name());
            return Consent.fromJson(JsonObject.of("", given));
        });
    }

    /**
     * @param body {@code at}, when the person took it back; else now
     * @throws ProblemException 409 if there is none that stands
     */
    Map<String, Object> withdraw(Caller caller, ProgrammeId programme, ParticipantId id, JsonObject body) {
        caller.requireMember(programme);
        return note(caller, programme, id, "participant.consent.withdraw", known -> {
            Consent given = known.consent()
                    .filter(Consent::stands)
                    .orElseThrow(() -> ProblemException.conflict("NO_CONSENT", "there is no consent that stands"));
            Consent withdrawn = given.withdrawn(body.optionalInstant("at").orElse(now()));
            return Consent.fromJson(JsonObject.of("", withdrawn.toJson()));
        });
    }

    private Map<String, Object> note(
            Caller caller,
            ProgrammeId programme,
            ParticipantId id,
            String what,
            Function<ParticipantRecord, Consent> consent) {
        EntityId entity = EntityId.of(id);
        return database.inTransaction(tx -> {
            require(
                    caller,
                    programme,
                    Optional.ofNullable(participants.find(tx, List.of(id)).get(id)));
            operations.lock(tx, caller, List.of(entity));
            ParticipantRecord known = participants.find(tx, List.of(id)).get(id);
            Map<String, Object> noted = consent.apply(known).toJson();
            List<Violation> errors = operations
                    .take(
                            tx,
                            caller,
                            List.of(new ManagerOperations.Draft(
                                    entity,
                                    OperationKind.PUT,
                                    ManagerOperations.heads(known.doc()),
                                    Map.of(ParticipantFields.CONSENT, noted))))
                    .get(0)
                    .errors();
            if (!errors.isEmpty()) {
                throw new InvalidException(errors);
            }
            audit.done(tx, caller.name(), what, programme, id);
            return noted;
        });
    }

    /** Viewers know that there is somebody of that id, and may not touch it; trainers know of their own cohorts only. */
    private static void require(Caller caller, ProgrammeId programme, Optional<ParticipantRecord> found) {
        ParticipantRecord record = found.filter(each -> each.programme().equals(programme) && !each.removed())
                .filter(each -> caller.seesAllCohorts(programme) || caller.mayTrain(programme, each.cohort()))
                .orElseThrow(() -> ProblemException.notFound("participant of this id"));
        caller.requireTrainer(programme, record.cohort());
        if (record.isErased()) {
            throw ProblemException.conflict("ERASED", "this person was erased");
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
