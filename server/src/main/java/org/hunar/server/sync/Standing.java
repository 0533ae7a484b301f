package org.hunar.server.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.sync.Document;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.PushCode;
import org.hunar.model.sync.PushStatus;

/**
 * What is to be said of an operation as things stand, when it comes or later: of all that holds the most important, and in
 * any case whatever it needs.
 *
 * @param needs such as {@code participant:8e1f…} or {@code sha256:9f86…}
 */
record Standing(Optional<PushCode> code, List<String> needs) {
    /**
     * On what an operation depends besides the document of its entity.
     *
     * @param missingParticipant whom its assessment names, and who is not there
     * @param missingInstrument to which its assessment has answers, such as {@code instrument:weld_l2@2}, and that is not there
     * @param missingFiles SHA-256 in hex of those that it names itself, and that are not there
     * @param isAttemptDoubled whether its assessment claims to be an attempt that another one claims to be
     * @param isOfSomebodyRemoved whether its assessment is of a participant who was removed
     * @param isWhole whether its entity has come to be something that people see
     */
    record Around(
            Optional<ParticipantId> missingParticipant,
            Optional<String> missingInstrument,
            List<String> missingFiles,
            boolean isAttemptDoubled,
            boolean isOfSomebodyRemoved,
            boolean isWhole) {}

    /** Of one that waits for a manager to accept it. */
    static Standing inReview(List<String> missingFiles) {
        return new Standing(Optional.of(PushCode.AUTHORITY_REVIEW), files(missingFiles));
    }

    static Standing of(Operation operation, Document document, Around around) {
        List<PushCode> codes = new ArrayList<>();
        List<String> needs = new ArrayList<>();
        around.missingParticipant().ifPresent(participant -> {
            codes.add(PushCode.AWAITING_PARTICIPANT);
            needs.add("participant:" + participant);
        });
        operation.parents().stream().filter(document.missingParents()::contains).forEach(parent -> {
            codes.add(PushCode.AWAITING_PARENT);
            needs.add("op:" + parent);
        });
        codes.addAll(conflicts(operation, document, around));
        around.missingInstrument().ifPresent(instrument -> {
            codes.add(PushCode.AWAITING_INSTRUMENT);
            needs.add(instrument);
        });
        if (!around.missingFiles().isEmpty()) {
            codes.add(PushCode.AWAITING_BLOB);
            needs.addAll(files(around.missingFiles()));
        }
        if (codes.isEmpty() && !around.isWhole()) {
            codes.add(PushCode.AWAITING_PARENT);
            needs.add(document.entity().toString());
        }
        if (document.isSoftConflict()) {
            codes.add(PushCode.SOFT_CONFLICT);
        }
        return new Standing(codes.stream().findFirst(), needs);
    }

    PushStatus status() {
        return code.map(Standing::status).orElse(PushStatus.APPLIED);
    }

    private static List<PushCode> conflicts(Operation operation, Document document, Around around) {
        List<PushCode> codes = new ArrayList<>();
        if (document.late().contains(operation.id())) {
            codes.add(PushCode.LATE_EDIT);
        }
        if (document.conflicts().stream().anyMatch(conflict -> conflict.involves(operation.id()))) {
            codes.add(PushCode.HARD_CONFLICT);
        }
        if (around.isAttemptDoubled()) {
            codes.add(PushCode.DUPLICATE_ATTEMPT);
        }
        boolean removed = around.isOfSomebodyRemoved()
                || document.entity().type() == EntityType.PARTICIPANT && document.isEditedAfterVoid();
        if (removed) {
            codes.add(PushCode.PARTICIPANT_REMOVED);
        }
        return codes;
    }

    private static List<String> files(List<String> missing) {
        return missing.stream().map(sha256 -> "sha256:" + sha256).toList();
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
}
