package org.hunar.server.simulation;

import static org.hunar.server.simulation.InvariantBroken.require;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hunar.model.json.CanonicalJson;
import org.hunar.model.sync.Document;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.Fold;
import org.hunar.model.sync.Operation;
import org.hunar.server.simulation.StoreState.LogRow;
import org.hunar.server.simulation.StoreState.SubmissionRow;

/**
 * Every form that was acknowledged is in the log once, as a phone of ours would have captured it; an edit is one operation
 * upon what it edits, and its answers stand; what was refused is kept aside (I1, I2, I22). What follows from the log, the
 * documents and the scores, is checked as for all others.
 */
final class CollectCheck {
    private static final String TAKEN = "TAKEN";

    private final CollectLedger ledger;
    private final StoreState state;

    CollectCheck(CollectLedger ledger, StoreState state) {
        this.ledger = ledger;
        this.state = state;
    }

    void run() {
        ledger.taken().forEach(this::requireStored);
        Set<String> aside = state.quarantine().stream().map(Ledger.Refused::raw).collect(Collectors.toSet());
        ledger.refused()
                .forEach(form -> require(
                        aside.contains(form.xml()) || isErased(form),
                        "I1",
                        "the quarantine has not kept %s",
                        form.xml()));
        Map<EntityId, List<CollectForm>> byAssessment = ledger.filled().stream()
                .collect(Collectors.groupingBy(form -> new EntityId(EntityType.ASSESSMENT, form.assessment())));
        byAssessment.forEach(this::requireOnce);
        requireNobodyElse();
    }

    private void requireStored(CollectForm form) {
        SubmissionRow row = state.submissions().get(form.instanceId());
        require(row != null, "I1", "%s was acknowledged, and is not there", form);
        require(row.sha256().equals(CollectLedger.sha256(form)), "I1", "other answers are stored than %s", form);
        require(
                row.isKept() != isErased(form),
                "erasure",
                "kept, or not, is %s of %s",
                form,
                state.erased().people());
        boolean waits = row.state().equals("AWAITS_EDITED");
        boolean mayWait = form.edits()
                .map(edited -> state.submissions().get("uuid:" + edited))
                .filter(edited -> edited.state().equals(TAKEN))
                .isEmpty();
        require(!waits || mayWait, "I1", "%s waits for what has come", form);
    }

    private void requireOnce(EntityId assessment, List<CollectForm> forms) {
        // of a copied phone the other one's may be filled later than an edit, and be what was edited
        List<CollectForm> inLog = forms.stream()
                .filter(this::isInLog)
                .sorted(Comparator.comparing(form -> form.edits().isPresent()))
                .toList();
        List<Operation> operations = state.logByEntity().getOrDefault(assessment, List.of()).stream()
                .filter(state::isOfForm)
                .map(LogRow::operation)
                .toList();
        List<Operation> forEach = operations.stream()
                .filter(each -> !each.body().keySet().equals(Set.of("answers")))
                .toList();
        require(
                forEach.size() == inLog.size(),
                "I2",
                "%d forms were taken of %s, and there are %d operations of them: %s",
                inLog.size(),
                assessment,
                forEach.size(),
                operations.stream().map(Operation::json).toList());
        if (!inLog.isEmpty() && !isErased(inLog.get(0))) {
            requireAnswers(assessment, inLog, operations);
        }
    }

    /** What was made by the first form is as our own phones capture it, and in the end stands what the last one says. */
    private void requireAnswers(EntityId assessment, List<CollectForm> inLog, List<Operation> operations) {
        CollectForm first = inLog.get(0);
        Operation made = operations.stream()
                .filter(each -> each.body().containsKey("participant_id"))
                .findFirst()
                .orElseThrow(() -> new InvariantBroken("I22", "nothing of " + assessment + " says whose it is"));
        requireSame(assessment, withoutPhoto(made.body()), withoutPhoto(first.body()));
        Document folded = Fold.fold(assessment, operations);
        require(
                folded.conflicts().isEmpty(),
                "I22",
                "of %s one form contradicts the other that it edits: %s",
                assessment,
                folded.toJson());
        CollectForm last = inLog.get(inLog.size() - 1);
        Map<String, Object> answers = new HashMap<>();
        if (folded.fields().get("answers") instanceof Map<?, ?> stand) {
            stand.forEach((item, answer) -> answers.put((String) item, answer));
        }
        answers.values().removeIf(Objects::isNull);
        boolean hasPhoto = ledger.isTaken(last);
        requireSame(
                assessment,
                hasPhoto ? answers : withoutPhotoIn(answers),
                hasPhoto ? last.answers() : withoutPhotoIn(last.answers()));
    }

    private static void requireSame(EntityId assessment, Map<String, Object> there, Map<String, Object> filled) {
        require(
                CanonicalJson.write(there).equals(CanonicalJson.write(filled)),
                "I22",
                "of %s came %s, and it was filled %s",
                assessment,
                there,
                filled);
    }

    /** Nothing was made up: no form is there that nobody has filled, and no operation of one. */
    private void requireNobodyElse() {
        Set<String> filled =
                ledger.filled().stream().map(CollectForm::instanceId).collect(Collectors.toSet());
        Set<EntityId> assessments = ledger.filled().stream()
                .map(form -> new EntityId(EntityType.ASSESSMENT, form.assessment()))
                .collect(Collectors.toSet());
        require(
                filled.containsAll(state.submissions().keySet()),
                "I2",
                "there are %s, and filled were %s",
                state.submissions().keySet(),
                filled);
        state.log().stream()
                .filter(state::isOfForm)
                .forEach(row -> require(
                        assessments.contains(row.operation().entity()),
                        "I2",
                        "%s came from a form that nobody has filled",
                        row.operation().json()));
    }

    private boolean isInLog(CollectForm form) {
        return Optional.ofNullable(state.submissions().get(form.instanceId()))
                .filter(row -> row.state().equals(TAKEN) && row.sha256().equals(CollectLedger.sha256(form)))
                .isPresent();
    }

    private boolean isErased(CollectForm form) {
        return state.erased().people().contains(form.participant());
    }

    private static Map<String, Object> withoutPhoto(Map<String, Object> body) {
        Map<String, Object> without = new HashMap<>(body);
        Map<String, Object> answers = new HashMap<>();
        ((Map<?, ?>) body.get("answers")).forEach((item, answer) -> answers.put((String) item, answer));
        without.put("answers", withoutPhotoIn(answers));
        return without;
    }

    private static Map<String, Object> withoutPhotoIn(Map<String, Object> answers) {
        Map<String, Object> without = new HashMap<>(answers);
        without.remove("photo");
        return without;
    }
}
