package org.hunar.model.sync;

import java.util.Comparator;
import java.util.UUID;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;

/**
 * That a manager found a participant to be the same person as another, who goes on for both.
 *
 * @param operation that merged them
 * @param hlc its clock, which with its id gives the order of merges
 * @param into who goes on
 * @param reason why they are thought to be one
 */
public record Merged(OperationId operation, HybridTimestamp hlc, UUID into, String reason) {
    /** The member of {@code sync} that names who goes on. */
    public static final String INTO = "merged_into";

    /** In the body of a resolve, false: the two are different people after all. */
    public static final String LIFTED = "merged";

    /** The same order as that of their operations. */
    public static final Comparator<Merged> BY_KEY =
            Comparator.comparing(Merged::hlc).thenComparing(Merged::operation);

    /** Whether an operation may change who goes on for whom. */
    public static boolean isConcernedBy(Operation operation) {
        return operation.kind() == OperationKind.MERGE
                || operation.kind() == OperationKind.RESOLVE
                        && operation.entity().type() == EntityType.PARTICIPANT
                        && operation.body().containsKey(LIFTED);
    }

    /** @throws InvalidException if the body does not say into whom, or not why, or it is not about a participant */
    public static Merged of(Operation merging) {
        if (merging.entity().type() != EntityType.PARTICIPANT) {
            throw InvalidException.at("/entity", "INVALID", "only participants are merged");
        }
        JsonObject body = JsonObject.of("/body", merging.body());
        UUID into = body.uuid("into");
        if (into.equals(merging.entity().id())) {
            throw body.invalid("into", "nobody is merged into himself");
        }
        return new Merged(merging.id(), merging.hlc(), into, body.text("reason"));
    }
}
