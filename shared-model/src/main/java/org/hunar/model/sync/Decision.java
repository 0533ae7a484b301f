package org.hunar.model.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;

/**
 * What a {@code resolve} says besides the values that it sets: which kind of case it decides, and which operations it
 * takes in or leaves out. It stands in the log, so that what has effect depends on the set of operations alone.
 *
 * @param decides kind of the case, such as {@code AUTHORITY_REVIEW}; a later version may know others
 * @param accepted operations that have effect by it
 * @param rejected operations that were seen and stay without effect
 * @param remark why
 */
public record Decision(String decides, Set<OperationId> accepted, Set<OperationId> rejected, Optional<String> remark) {
    private static final String DECIDES = "decides";
    private static final String ACCEPTED = "accepted";
    private static final String REJECTED = "rejected";
    private static final String REMARK = "remark";

    /** Names in the body of a {@code resolve} that are no fields of the document. */
    static final Set<String> NAMES =
            Collections.unmodifiableSet(new LinkedHashSet<>(List.of(DECIDES, ACCEPTED, REJECTED, REMARK)));

    /**
     * What a resolve decides; empty for other kinds of operation and for a resolve that only sets values.
     *
     * @throws InvalidException if an id is none
     */
    public static Optional<Decision> of(Operation operation) {
        if (operation.kind() != OperationKind.RESOLVE) {
            return Optional.empty();
        }
        JsonObject body = JsonObject.of("/body", operation.body());
        return body.optionalText(DECIDES)
                .map(decides ->
                        new Decision(decides, ids(body, ACCEPTED), ids(body, REJECTED), body.optionalText(REMARK)));
    }

    /** The operations of that kind of case that any of the given ones has accepted or rejected. */
    public static Set<OperationId> settled(String kind, Collection<Operation> operations) {
        Set<OperationId> settled = accepted(kind, operations);
        decisions(kind, operations).forEach(decision -> settled.addAll(decision.rejected()));
        return settled;
    }

    /** The operations that a decision of that kind has let in. */
    public static Set<OperationId> accepted(String kind, Collection<Operation> operations) {
        Set<OperationId> accepted = new LinkedHashSet<>();
        decisions(kind, operations).forEach(decision -> accepted.addAll(decision.accepted()));
        return accepted;
    }

    /** As members of the body of a resolve; the values that it sets stand beside them. */
    public Map<String, Object> toJson() {
        return new JsonFields()
                .put(DECIDES, decides)
                .put(ACCEPTED, texts(accepted))
                .put(REJECTED, texts(rejected))
                .put(REMARK, remark)
                .toMap();
    }

    private static List<Decision> decisions(String kind, Collection<Operation> operations) {
        List<Decision> decisions = new ArrayList<>();
        for (Operation operation : operations) {
            of(operation).filter(decision -> decision.decides().equals(kind)).ifPresent(decisions::add);
        }
        return decisions;
    }

    private static Set<OperationId> ids(JsonObject body, String name) {
        return body.uuids(name).stream().map(OperationId::new).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<String> texts(Set<OperationId> ids) {
        return ids.stream().sorted().map(OperationId::toString).collect(Collectors.toList());
    }
}
