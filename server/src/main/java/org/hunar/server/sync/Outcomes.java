package org.hunar.server.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.sync.Document;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.PushCode;
import org.hunar.model.sync.PushResult;
import org.hunar.model.sync.PushStatus;
import org.hunar.server.assessment.AssessmentRecord;
import org.hunar.server.assessment.ClaimedAttempt;
import org.hunar.server.participant.ParticipantRecord;

/** Tells of each arrival what became of it, once the whole batch is merged. */
final class Outcomes {
    private final AssessmentMerge sittings;
    private final Map<ParticipantId, ParticipantRecord> participants;
    private final Map<AssessmentId, AssessmentRecord> assessments;
    private final Set<AssessmentId> doubledAttempts;
    private final Set<String> files;
    private final Map<EntityId, Map<String, Long>> marks;

    /**
     * @param participants that the batch changed
     * @param assessments that the batch changed
     * @param attempts all assessments of the participants whose assessments changed
     * @param files those of the named ones that are here
     * @param marks where the changed documents stand in the feed
     */
    Outcomes(
            AssessmentMerge sittings,
            Map<ParticipantId, ParticipantRecord> participants,
            Map<AssessmentId, AssessmentRecord> assessments,
            Collection<ClaimedAttempt> attempts,
            Set<String> files,
            Map<EntityId, Map<String, Long>> marks) {
        this.sittings = sittings;
        this.participants = participants;
        this.assessments = assessments;
        this.doubledAttempts = DoubledAttempts.among(attempts);
        this.files = files;
        this.marks = marks;
    }

    PushResult of(Arrival arrival, EntityState state) {
        Optional<OperationId> id = Optional.of(arrival.operation().id());
        if (arrival.isRefused()) {
            return PushResult.rejected(id, arrival.refusal(), arrival.errors());
        }
        List<String> needs = new ArrayList<>();
        Optional<PushCode> code = code(arrival, state, needs);
        return new PushResult(
                id,
                code.map(Outcomes::status).orElse(PushStatus.APPLIED),
                code,
                needs,
                rev(state),
                marks.getOrDefault(state.id(), Map.of()),
                List.of(),
                Optional.empty());
    }

    /** The most important thing to say of an operation; what it needs is said in any case. */
    private Optional<PushCode> code(Arrival arrival, EntityState state, List<String> needs) {
        Operation operation = arrival.operation();
        if (arrival.isInReview()) {
            needs.addAll(missingFiles(operation));
            return Optional.of(PushCode.AUTHORITY_REVIEW);
        }
        Document document = state.document();
        Optional<AssessmentRecord> assessment = assessment(state.id());
        List<PushCode> codes = new ArrayList<>();
        sittings.missingParticipant(state).ifPresent(participant -> {
            codes.add(PushCode.AWAITING_PARTICIPANT);
            needs.add("participant:" + participant);
        });
        operation.parents().stream().filter(document.missingParents()::contains).forEach(parent -> {
            codes.add(PushCode.AWAITING_PARENT);
            needs.add("op:" + parent);
        });
        codes.addAll(conflicts(operation, document, assessment));
        assessment.flatMap(sittings::missingInstrument).ifPresent(instrument -> {
            codes.add(PushCode.AWAITING_INSTRUMENT);
            needs.add(instrument);
        });
        List<String> missing = missingFiles(operation);
        if (!missing.isEmpty()) {
            codes.add(PushCode.AWAITING_BLOB);
            needs.addAll(missing);
        }
        if (codes.isEmpty() && rev(state).isEmpty()) {
            codes.add(PushCode.AWAITING_PARENT);
            needs.add(state.id().toString());
        }
        if (document.isSoftConflict()) {
            codes.add(PushCode.SOFT_CONFLICT);
        }
        return codes.stream().findFirst();
    }

    private List<String> missingFiles(Operation operation) {
        return AssessmentMerge.attachments(operation).stream()
                .filter(sha256 -> !files.contains(sha256))
                .map(sha256 -> "sha256:" + sha256)
                .toList();
    }

    private List<PushCode> conflicts(Operation operation, Document document, Optional<AssessmentRecord> assessment) {
        List<PushCode> codes = new ArrayList<>();
        if (document.late().contains(operation.id())) {
            codes.add(PushCode.LATE_EDIT);
        }
        if (document.conflicts().stream().anyMatch(conflict -> conflict.involves(operation.id()))) {
            codes.add(PushCode.HARD_CONFLICT);
        }
        if (assessment.filter(each -> doubledAttempts.contains(each.id())).isPresent()) {
            codes.add(PushCode.DUPLICATE_ATTEMPT);
        }
        boolean removed = assessment.filter(sittings::isParticipantRemoved).isPresent()
                || document.entity().type() == EntityType.PARTICIPANT && document.isEditedAfterVoid();
        if (removed) {
            codes.add(PushCode.PARTICIPANT_REMOVED);
        }
        return codes;
    }

    private static PushStatus status(PushCode code) {
        switch (code) {
            case AWAITING_PARTICIPANT:
            case AWAITING_PARENT:
            case AWAITING_INSTRUMENT:
            case AWAITING_BLOB:
                return PushStatus.HELD;
            case SOFT_CONFLICT:
                return PushStatus.MERGED;
            default:
                return PushStatus.CONFLICT;
        }
    }

    private Optional<Long> rev(EntityState state) {
        return state.id().type() == EntityType.PARTICIPANT
                ? Optional.ofNullable(
                                participants.get(new ParticipantId(state.id().id())))
                        .map(ParticipantRecord::rev)
                : assessment(state.id()).map(AssessmentRecord::rev);
    }

    private Optional<AssessmentRecord> assessment(EntityId id) {
        return Optional.ofNullable(assessments.get(new AssessmentId(id.id())));
    }
}
