package org.hunar.server.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.hunar.model.assessment.AnswerValidator;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.instrument.InstrumentId;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.problem.Violation;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.AssessmentFields;
import org.hunar.model.sync.Document;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.OperationKind;
import org.hunar.model.sync.PushCode;
import org.hunar.server.assessment.AssessmentRecord;
import org.hunar.server.auth.CallingDevice;
import org.hunar.server.instrument.Published;
import org.hunar.server.participant.ParticipantRecord;

/** What a push does to assessments: which of its operations may, and what the assessments are afterwards. */
final class AssessmentMerge {
    private final Map<AssessmentId, AssessmentRecord> before;
    private final Map<ParticipantId, ParticipantRecord> participants;
    private final Survivors survivors;
    private final Map<ProgrammeId, Map<InstrumentVersion, Published>> instruments;
    private final Authority authority;
    private final Map<EntityId, ParticipantId> named = new HashMap<>();

    /**
     * @param before the assessments that the push names, as they stand
     * @param participants that the push or those assessments name, and who goes on for them, after the push
     * @param survivors who goes on for whom after the push
     * @param instruments that the push or those assessments name
     * @param arriving operations; one may say whose an assessment is that another, before it, only amends
     */
    AssessmentMerge(
            Map<AssessmentId, AssessmentRecord> before,
            Map<ParticipantId, ParticipantRecord> participants,
            Survivors survivors,
            Map<ProgrammeId, Map<InstrumentVersion, Published>> instruments,
            Authority authority,
            Collection<Operation> arriving) {
        this.before = before;
        this.participants = participants;
        this.survivors = survivors;
        this.instruments = instruments;
        this.authority = authority;
        arriving.forEach(
                operation -> participantNamed(operation).ifPresent(id -> named.putIfAbsent(operation.entity(), id)));
    }

    /** The programme of an assessment: that of its participant, whom perhaps only an operation in review names. */
    Optional<ProgrammeId> programmeOf(EntityState state) {
        return participantConcerned(state).map(participants::get).map(ParticipantRecord::programme);
    }

    /** Whom it names, as far as anything says: its document, else any operation of it, be it in review. */
    Optional<ParticipantId> participantConcerned(EntityState state) {
        return concerned(state).or(() -> Optional.ofNullable(named.get(state.id())));
    }

    /** Whose assessment it was before the push. */
    Optional<ParticipantId> participantBefore(AssessmentId id) {
        return Optional.ofNullable(before.get(id)).map(AssessmentRecord::participant);
    }

    /** Refuses what cannot be, puts into review what the author might not do; the rest is admitted. */
    void check(Arrival arrival, EntityState state) {
        Operation operation = arrival.operation();
        if (operation.kind() == OperationKind.PUT || operation.kind() == OperationKind.RESOLVE) {
            boolean creating =
                    operation.kind() == OperationKind.PUT && operation.parents().isEmpty() && state.isNew();
            List<Violation> violations = new ArrayList<>(AssessmentFields.check(operation.body(), creating));
            if (violations.isEmpty()) {
                violations.addAll(checkAnswers(operation, state));
            }
            if (!violations.isEmpty()) {
                arrival.refuse(PushCode.VALIDATION, violations);
                return;
            }
        }
        if (participantNamed(operation)
                .map(participants::get)
                .filter(each -> !staysInProgramme(state, each))
                .isPresent()) {
            Refusals.invalid(
                    arrival, "/body/participant_id", "OTHER_PROGRAMME", "the participant is of another programme");
            return;
        }
        whose(operation, state)
                .filter(participants::containsKey)
                .ifPresent(id -> Refusals.judge(arrival, verdict(arrival, id)));
    }

    private Authority.Verdict verdict(Arrival arrival, ParticipantId id) {
        Batch batch = arrival.batch();
        return verdict(batch.author(), batch.device(), id, arrival.operation().capturedAt());
    }

    /** Judges what came before anybody could tell for which cohort it is, now that this is known. */
    void judgeUnplaced(EntityState state) {
        participantConcerned(state)
                .filter(participants::containsKey)
                .ifPresent(id -> state.judgeUnplaced(logged -> verdict(
                                logged.author(),
                                Optional.empty(),
                                id,
                                logged.operation().capturedAt())
                        != Authority.Verdict.ALLOWED));
    }

    /**
     * Whether the author might capture for a participant, or for the one who goes on for that participant: who works
     * apart knows nothing of the merge, and afterwards the assessment is seen in the cohort of the other.
     */
    private Authority.Verdict verdict(
            String author, Optional<CallingDevice> device, ParticipantId id, Instant capturedAt) {
        Authority.Verdict own = verdictFor(author, device, participants.get(id), capturedAt);
        ParticipantRecord survivor = participants.get(survivors.of(id));
        return own == Authority.Verdict.ALLOWED || survivor == null
                ? own
                : verdictFor(author, device, survivor, capturedAt);
    }

    private Authority.Verdict verdictFor(
            String author, Optional<CallingDevice> device, ParticipantRecord participant, Instant capturedAt) {
        return authority.of(author, device, participant.programme(), participant.cohort(), capturedAt);
    }

    /** The assessment after the push; empty while its participant is not known or it is not whole. */
    Optional<AssessmentRecord> merged(EntityState state) {
        if (!state.hasDocument()) {
            return Optional.empty();
        }
        Document document = state.document();
        if (!AssessmentFields.check(document.fields(), true).isEmpty()) {
            return Optional.empty();
        }
        LoggedOperation first = state.first().orElseThrow();
        return participantOf(document)
                .filter(participants::containsKey)
                .map(survivors::of)
                .map(participants::get)
                .filter(survivor -> staysInProgramme(state, survivor))
                .map(survivor -> AssessmentRecord.of(
                                survivor.programme(),
                                survivor.cohort(),
                                document,
                                first.operation().hlc(),
                                first.author(),
                                state.firstReceived(),
                                first.correctedAt(),
                                state.rev())
                        .countingFor(survivor.id(), survivor.cohort(), state.rev()));
    }

    /** An assessment that has a place in one programme, its scores and its forms, is never one of another. */
    private boolean staysInProgramme(EntityState state, ParticipantRecord participant) {
        return Optional.ofNullable(before.get(new AssessmentId(state.id().id())))
                .map(AssessmentRecord::programme)
                .filter(programme -> !programme.equals(participant.programme()))
                .isEmpty();
    }

    /** How the feed shows it: a move leaves the old cohort and enters the new one in the same transaction. */
    List<FeedChange> changes(AssessmentRecord record) {
        List<FeedChange> changes = new ArrayList<>();
        String key = record.id().toString();
        Optional.ofNullable(before.get(record.id()))
                .filter(old -> !old.cohort().equals(record.cohort()))
                .ifPresent(old ->
                        changes.add(FeedChange.del(Scope.of(old.cohort()), "assessment", key, record.rev(), "MOVED")));
        changes.add(FeedChange.put(Scope.of(record.cohort()), "assessment", key, record.rev()));
        return changes;
    }

    /** What an assessment needs and the server does not have, such as {@code instrument:weld_l2@2026092501}. */
    Optional<String> missingInstrument(AssessmentRecord record) {
        return published(record.programme(), record.instrument()).isPresent()
                ? Optional.empty()
                : Optional.of(need(record.instrument()));
    }

    static String need(InstrumentVersion version) {
        return "instrument:" + version;
    }

    /**
     * The participant for whom an assessment counts: whoever was merged is no longer on the roster, and yet not gone.
     *
     * @param counting for whom it counts by its record, if it has one
     */
    Optional<ParticipantRecord> countsFor(EntityState state, Optional<ParticipantId> counting) {
        return counting.or(() -> participantOf(state).map(survivors::of)).map(participants::get);
    }

    /** Whether the participant whom it names was removed, also by a merge, or the one who goes on was. */
    boolean isParticipantRemoved(AssessmentRecord record) {
        return Stream.of(record.named(), record.participant())
                .map(participants::get)
                .anyMatch(participant -> participant != null && participant.removed());
    }

    /** The participant that an assessment waits for; empty when it is there or nobody is named. */
    Optional<ParticipantId> missingParticipant(EntityState state) {
        return concerned(state).filter(id -> !participants.containsKey(id));
    }

    /** Whom an assessment names, as far as its operations say: its document, else any of them, be it in review. */
    static Optional<ParticipantId> concerned(EntityState state) {
        return participantOf(state)
                .or(() -> state.all().stream()
                        .map(LoggedOperation::operation)
                        .sorted(Operation.BY_KEY)
                        .flatMap(operation -> participantNamed(operation).stream())
                        .findFirst());
    }

    /** Instruments and versions that operations or records name. */
    static Set<InstrumentVersion> instruments(Collection<EntityState> states, Collection<Operation> arriving) {
        Set<InstrumentVersion> named = new HashSet<>();
        states.forEach(state -> state.logged()
                .forEach(each -> instrument(each.operation().body()).ifPresent(named::add)));
        arriving.forEach(operation -> instrument(operation.body()).ifPresent(named::add));
        return named;
    }

    /** The participant that a put names; what is no UUID is left to the check. */
    static Optional<ParticipantId> participantNamed(Operation operation) {
        return participantId(operation.body().get(AssessmentFields.PARTICIPANT));
    }

    /** The participant that an assessment names once all its operations are folded. */
    static Optional<ParticipantId> participantOf(EntityState state) {
        return state.hasDocument() ? participantOf(state.document()) : Optional.empty();
    }

    /** Hashes of the files that the answers of an operation name, sorted. */
    static Set<String> attachments(Operation operation) {
        Set<String> hashes = new TreeSet<>();
        if (operation.body().get(Document.ANSWERS) instanceof Map<?, ?> answers) {
            for (Object answer : answers.values()) {
                if (answer instanceof Map<?, ?> file && file.get("sha256") instanceof String sha256) {
                    hashes.add(sha256);
                }
            }
        }
        return hashes;
    }

    /** Whose an operation is, as far as anything says. */
    Optional<ParticipantId> whose(Operation operation, EntityState state) {
        return participantOf(operation, state).or(() -> participantConcerned(state));
    }

    /** To what the answers of an operation are, if that is here. */
    Optional<Published> answered(Operation operation, EntityState state) {
        Optional<ProgrammeId> programme =
                participantOf(operation, state).map(participants::get).map(ParticipantRecord::programme);
        return instrument(operation.body())
                .or(() -> state.hasDocument() ? instrument(state.document().fields()) : Optional.empty())
                .flatMap(version -> programme.flatMap(known -> published(known, version)));
    }

    /** Answers are held against the instrument if it is here; else the assessment waits for it. */
    private List<Violation> checkAnswers(Operation operation, EntityState state) {
        Optional<Published> published = answered(operation, state);
        if (!(operation.body().get(Document.ANSWERS) instanceof Map<?, ?> answers)) {
            return List.of();
        }
        Map<String, Object> byItem = new LinkedHashMap<>();
        answers.forEach((item, answer) -> byItem.put((String) item, answer));
        return published
                .map(each -> AnswerValidator.check(each.instrument(), byItem, "/body/answers"))
                .orElseGet(() -> AnswerValidator.checkShapes(byItem, "/body/answers"));
    }

    private Optional<Published> published(ProgrammeId programme, InstrumentVersion version) {
        return Optional.ofNullable(instruments.getOrDefault(programme, Map.of()).get(version));
    }

    private Optional<ParticipantId> participantOf(Operation operation, EntityState state) {
        return participantNamed(operation)
                .or(() -> Optional.ofNullable(
                                before.get(new AssessmentId(state.id().id())))
                        .map(AssessmentRecord::named))
                .or(() -> participantOf(state));
    }

    private static Optional<ParticipantId> participantOf(Document document) {
        return participantId(document.fields().get(AssessmentFields.PARTICIPANT));
    }

    private static Optional<ParticipantId> participantId(Object id) {
        try {
            return id instanceof String text ? Optional.of(new ParticipantId(UUID.fromString(text))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** To what answers are, if the body of an operation says it. */
    static Optional<InstrumentVersion> instrument(Map<String, Object> body) {
        Object instrument = body.get(AssessmentFields.INSTRUMENT);
        Object version = body.get(AssessmentFields.VERSION);
        try {
            return instrument instanceof String code && version instanceof String text
                    ? Optional.of(new InstrumentVersion(new InstrumentId(code), text))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
