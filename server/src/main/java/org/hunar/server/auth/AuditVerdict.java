package org.hunar.server.auth;

import java.util.Map;
import java.util.Optional;
import org.hunar.model.json.JsonFields;

/**
 * What was found when the chain was followed from its beginning.
 *
 * @param entries how many were found, up to the fault if there is one
 * @param head the end of the chain as it is kept
 * @param unlinked entries that have no place in the chain yet
 * @param fault the first broken link, in a sentence; empty when the chain holds
 */
public record AuditVerdict(long entries, AuditHead head, long unlinked, Optional<String> fault) {
    Map<String, Object> toJson() {
        return new JsonFields()
                .put("entries", entries)
                .put("head", head.toString())
                .put("unbroken", fault.isEmpty())
                .put("fault", fault)
                .toMap();
    }
}
