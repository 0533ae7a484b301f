package org.hunar.server.sync;

import java.util.List;
import java.util.UUID;
import org.hunar.model.programme.ProgrammeId;

/**
 * A case that there is by the operations as they are now.
 *
 * @param entityType participant, assessment or install
 * @param path what of it: JSON Pointer of a field, {@code weld_l2/PRE/1} for an attempt, or empty for the whole
 * @param candidates between which it is; the first holds for now
 */
public record FoundCase(
        CaseKind kind, ProgrammeId programme, String entityType, UUID entity, String path, List<Candidate> candidates) {
    /** In place of an entity's type: a phone, by the name of its database. */
    public static final String INSTALL = "install";

    public FoundCase {
        candidates = List.copyOf(candidates);
    }
}
