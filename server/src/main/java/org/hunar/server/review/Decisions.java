package org.hunar.server.review;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.sync.AssessmentFields;
import org.hunar.model.sync.Decision;
import org.hunar.model.sync.Document;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.Merged;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.OperationKind;
import org.hunar.server.storage.Transaction;
import org.hunar.server.sync.Candidate;
import org.hunar.server.sync.FoundCase;
import org.hunar.server.sync.ManagerOperations;
import org.hunar.server.sync.ManagerOperations.Draft;

/**
 * Makes of a manager's decision the operations that carry it out:
 *
 * <ul>
 *   <li>HARD_CONFLICT: {@code op_id} of the candidate whose value stands, or another {@code value}
 *   <li>DUPLICATE_ATTEMPT: {@code keep} one assessment, and the others are declared void; or number them anew by
 *       {@code attempts}, id to number
 *   <li>LATE_EDIT: {@code accept}, and what was edited late is laid on the approval; or not
 *   <li>AUTHORITY_REVIEW: {@code accept}, and the operations have effect; or not
 *   <li>PARTICIPANT_REMOVED: {@code restore}, and the participant is on the roster again, no longer merged; or not
 * </ul>
 */
final class Decisions {
    private static final String ANSWERS = "/" + Document.ANSWERS + "/";
    private static final String NO_CANDIDATE = "is none of the case's candidates";

    private final Transaction tx;
    private final Subjects subjects;
    private final ManagerOperations operations;
    private final FoundCase what;
    private final Subject subject;

    /** @param subject what the case is about, as it stands */
    Decisions(Transaction tx, Subjects subjects, ManagerOperations operations, FoundCase what, Subject subject) {
        this.tx = tx;
        this.subjects = subjects;
        this.operations = operations;
        this.what = what;
        this.subject = subject;
    }

    /** @throws InvalidException if the body does not fit the case */
    List<Draft> drafts(JsonObject body) {
        return switch (what.kind()) {
            case HARD_CONFLICT -> List.of(resolve(subject, Map.of(), valueChosen(body), body));
            case DUPLICATE_ATTEMPT -> body.has("keep") ? keepOne(body) : numberAnew(body);
            case LATE_EDIT -> yes(body, "accept") ? layOnApproval(body) : List.of(leaveOut(body));
            case AUTHORITY_REVIEW -> List.of(yes(body, "accept") ? letIn(body) : leaveOut(body));
            case PARTICIPANT_REMOVED -> List.of(yes(body, "restore") ? restore(body) : leaveOut(body));
            case CLOCK_SUSPECT, FORKED_INSTALL -> List.of();
        };
    }

    /**
     * Where the body says what one of the {@link #drafts} made of it says at a path.
     *
     * @param path such as {@code /body/answers/quality}
     */
    String whereIs(JsonObject body, Draft draft, String path) {
        if (path.equals("/body/remark")) {
            return body.pointerTo("remark");
        }
        return switch (what.kind()) {
            case HARD_CONFLICT -> whereIsValue(body, path);
            case DUPLICATE_ATTEMPT ->
                body.has("keep")
                        ? body.pointerTo("keep")
                        : body.object("attempts").pointerTo(draft.entity().id().toString());
            case PARTICIPANT_REMOVED -> body.pointerTo("restore");
            case LATE_EDIT, AUTHORITY_REVIEW -> body.pointerTo("accept");
            case CLOCK_SUSPECT, FORKED_INSTALL -> path;
        };
    }

    /** A value may have parts, such as a place: then the part is named. */
    private String whereIsValue(JsonObject body, String path) {
        String value = "/body" + what.path();
        return body.has("value")
                ? body.pointerTo("value") + (path.startsWith(value) ? path.substring(value.length()) : "")
                : body.pointerTo("op_id");
    }

    private Map<String, Object> valueChosen(JsonObject body) {
        if (body.has("op_id") == body.has("value")) {
            throw InvalidException.at("/op_id", "REQUIRED", "either op_id of a candidate or another value is expected");
        }
        // no value: one of the candidates has taken the answer out
        Object value = body.has("value")
                ? body.asMap().get("value")
                : candidate(body, "op_id", body.uuid("op_id")).value().orElse(null);
        String name = (what.path().startsWith(ANSWERS)
                        ? what.path().substring(ANSWERS.length())
                        : what.path().substring(1))
                .replace("~1", "/")
                .replace("~0", "~");
        Map<String, Object> chosen = Collections.singletonMap(name, value);
        return what.path().startsWith(ANSWERS) ? Map.of(Document.ANSWERS, chosen) : chosen;
    }

    private List<Draft> keepOne(JsonObject body) {
        Candidate kept = candidate(body, "keep", body.uuid("keep"));
        String reason = CaseTexts.sameAttempt(kept.id())
                + remark(body).map(remark -> ": " + remark).orElse("");
        return what.candidates().stream()
                .filter(each -> !each.equals(kept))
                .map(each -> subjects.find(tx, Subjects.assessment(each.id()))
                        .draft(OperationKind.VOID, Map.of("reason", reason)))
                .toList();
    }

    private List<Draft> numberAnew(JsonObject body) {
        JsonObject attempts = body.object("attempts");
        requireCandidates(attempts);
        long now = Long.parseLong(what.path().substring(what.path().lastIndexOf('/') + 1));
        Set<Long> numbers = new HashSet<>();
        List<Draft> drafts = new ArrayList<>();
        for (Candidate each : what.candidates()) {
            String id = each.id().toString();
            long number = attempts.has(id) ? attempts.integer(id) : now;
            if (!numbers.add(number)) {
                throw attempts.invalid(id, "two would still be attempt " + number);
            }
            if (number != now) {
                Subject assessment = subjects.find(tx, Subjects.assessment(each.id()));
                drafts.add(resolve(assessment, Map.of(), Map.of(AssessmentFields.ATTEMPT, number), body));
            }
        }
        return drafts;
    }

    private void requireCandidates(JsonObject attempts) {
        Set<String> ids =
                what.candidates().stream().map(each -> each.id().toString()).collect(Collectors.toSet());
        attempts.names().stream().filter(id -> !ids.contains(id)).findFirst().ifPresent(id -> {
            throw attempts.invalid(id, NO_CANDIDATE);
        });
    }

    /** What was edited without knowing of the approval is set once more by somebody who does. */
    private List<Draft> layOnApproval(JsonObject body) {
        Document late = operations.fold(tx, subject.entity(), candidates());
        List<Draft> drafts = new ArrayList<>();
        drafts.add(resolve(subject, Map.of("accepted", candidates()), late.fields(), body));
        late.voidReason().ifPresent(reason -> drafts.add(subject.draft(OperationKind.VOID, Map.of("reason", reason))));
        return drafts;
    }

    /** What is let in stands beside what was there, as if it had had effect all along; the decision has seen both. */
    private Draft letIn(JsonObject body) {
        Draft decision = resolve(subject, Map.of("accepted", candidates()), Map.of(), body);
        Set<OperationId> parents = new TreeSet<>(decision.parents());
        parents.addAll(operations.fold(tx, subject.entity(), candidates()).heads());
        return new Draft(decision.entity(), decision.kind(), List.copyOf(parents), decision.body());
    }

    private Draft restore(JsonObject body) {
        Subject participant =
                subject.entity().type() == EntityType.PARTICIPANT ? subject : subjects.participantOf(tx, subject);
        Map<String, Object> lifted = new LinkedHashMap<>();
        if (participant.isVoid() || !participant.isMerged()) {
            lifted.put("voided", false);
        }
        if (participant.isMerged()) {
            lifted.put(Merged.LIFTED, false);
        }
        return resolve(participant, Map.of(), lifted, body);
    }

    private Draft leaveOut(JsonObject body) {
        return resolve(subject, Map.of("rejected", candidates()), Map.of(), body);
    }

    /** @param about accepted and rejected operations, whichever there are */
    private Draft resolve(
            Subject on, Map<String, Set<OperationId>> about, Map<String, Object> values, JsonObject body) {
        Map<String, Object> all = new LinkedHashMap<>(values);
        all.putAll(new Decision(
                        what.kind().name(),
                        about.getOrDefault("accepted", Set.of()),
                        about.getOrDefault("rejected", Set.of()),
                        remark(body))
                .toJson());
        return on.draft(OperationKind.RESOLVE, all);
    }

    private Candidate candidate(JsonObject body, String name, UUID id) {
        return what.candidates().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> body.invalid(name, NO_CANDIDATE));
    }

    private Set<OperationId> candidates() {
        return what.candidates().stream()
                .map(each -> new OperationId(each.id()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean yes(JsonObject body, String name) {
        if (!body.has(name)) {
            throw InvalidException.at(body.pointerTo(name), "REQUIRED", "true or false is expected");
        }
        return body.flag(name, false);
    }

    private static Optional<String> remark(JsonObject body) {
        return body.optionalText("remark");
    }
}
