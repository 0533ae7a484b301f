package org.hunar.model.sync;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hunar.model.json.JsonFields;

/**
 * What an entity looks like after a set of operations; made by {@link Fold} alone.
 *
 * @param entity whose document this is
 * @param fields the provisional or agreed value of every field that is set; {@code answers} is a map of its own
 * @param heads operations that no other has seen, sorted; the parents of whatever is done next
 * @param voidReason present when the entity is void
 * @param merged present when a manager found the participant to be the same person as another
 * @param editsAfterVoid edits by somebody who had not seen the void or the merge, or did not heed it
 * @param approvedBy the approval that holds; none once it was returned after all
 * @param returned what a manager sent it back with, and nobody has answered by amending
 * @param conflicts hard conflicts, by path
 * @param late operations that an approval had not seen: kept, without effect
 * @param missingParents parents that have not come yet
 */
public record Document(
        EntityId entity,
        Map<String, Object> fields,
        List<OperationId> heads,
        Optional<String> voidReason,
        Optional<Merged> merged,
        Set<OperationId> editsAfterVoid,
        Optional<OperationId> approvedBy,
        Optional<Returned> returned,
        List<Conflict> conflicts,
        Set<OperationId> late,
        Set<OperationId> missingParents) {

    /** The member of a document that speaks about the merge; a body must not have a field of that name. */
    public static final String SYNC = "sync";

    /** The field of an assessment that holds its answers; each answer is a register of its own. */
    public static final String ANSWERS = "answers";

    /** The member of {@code sync} that tells what a manager sent it back with, see {@link Returned}. */
    public static final String RETURNED = "returned";

    public Document {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /** A text field, if it is set. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(fields.get(name)).map(Object::toString);
    }

    /** Item code to answer as it came; empty when there are none. */
    public Map<String, Object> answers() {
        Map<String, Object> answers = new LinkedHashMap<>();
        if (fields.get(ANSWERS) instanceof Map<?, ?> values) {
            values.forEach((item, answer) -> answers.put((String) item, answer));
        }
        return answers;
    }

    public boolean isVoid() {
        return voidReason.isPresent();
    }

    public boolean isEditedAfterVoid() {
        return !editsAfterVoid.isEmpty();
    }

    /** Whether people worked apart on it and agreed wherever they touched the same field. */
    public boolean isSoftConflict() {
        return heads.size() > 1 && conflicts.isEmpty() && missingParents.isEmpty();
    }

    /** The fields, and under {@code sync} what a phone needs to go on from here. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>(fields);
        json.put(
                SYNC,
                new JsonFields()
                        .put("heads", texts(heads))
                        .put("void_reason", voidReason)
                        .putText(Merged.INTO, merged.map(Merged::into))
                        .put("edited_after_void", isEditedAfterVoid() ? Boolean.TRUE : null)
                        .putText("approved_by", approvedBy)
                        .put(RETURNED, returned.map(Returned::toJson))
                        .put(
                                "conflicts",
                                conflicts.stream().map(Conflict::toJson).collect(Collectors.toList()))
                        .put("late", texts(late))
                        .put("missing_parents", texts(missingParents))
                        .toMap());
        return json;
    }

    private static List<String> texts(Collection<OperationId> ids) {
        return ids.stream().map(OperationId::toString).collect(Collectors.toList());
    }
}
