package org.hunar.server.sync;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.PushResult;
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
        Standing standing = standing(arrival, state);
        return new PushResult(
                id,
                standing.status(),
                standing.code(),
                standing.needs(),
                rev(state),
                marks.getOrDefault(state.id(), Map.of()),
                List.of(),
                Optional.empty());
    }

    private Standing standing(Arrival arrival, EntityState state) {
        List<String> missingFiles = AssessmentMerge.attachments(arrival.operation()).stream()
                .filter(sha256 -> !files.contains(sha256))
                .toList();
        if (arrival.isInReview()) {
            return Standing.inReview(missingFiles);
        }
        Optional<AssessmentRecord> assessment = assessment(state.id());
        return Standing.of(
                arrival.operation(),
                state.document(),
                new Standing.Around(
                        sittings.missingParticipant(state),
                        assessment.flatMap(sittings::missingInstrument),
                        missingFiles,
                        assessment
                                .filter(each -> doubledAttempts.contains(each.id()))
                                .isPresent(),
                        assessment.filter(sittings::isParticipantRemoved).isPresent(),
                        rev(state).isPresent()));
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
