package org.hunar.model.sync.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.Document;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.Returned;

/**
 * What the phone shows of an entity: the document as last pulled, with the phone's own work on top.
 *
 * @param entity such as participant, assessment, instrument
 * @param rev of the document as pulled; absent when it is only here so far
 * @param doc its fields, and {@code sync} with what the merge has to say
 * @param heads what somebody who looks at this has seen: the parents of what is done next
 * @param unsent whether something of it has not been acknowledged by the server
 */
public record LocalDocument(
        String entity,
        String id,
        Optional<Long> rev,
        Map<String, Object> doc,
        List<OperationId> heads,
        boolean unsent) {

    /** What a manager sent it back with, until somebody who saw that has amended it, here or elsewhere. */
    public Optional<Returned> returned() {
        Object sync = doc.getOrDefault(Document.SYNC, Map.of());
        return JsonObject.of("/" + Document.SYNC, sync)
                .optionalObject(Document.RETURNED)
                .map(Returned::fromJson);
    }
}
