package org.hunar.server.privacy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hunar.model.Timestamps;
import org.hunar.model.json.CanonicalJson;
import org.hunar.model.json.JsonFields;
import org.hunar.model.participant.ParticipantId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.sync.Eraser.Erased;

/**
 * The proof that somebody was erased, which says nothing of who it was.
 *
 * @param by name of the user, or what did it by itself
 * @param reason as it was given; never personal data
 * @param erased how much it was, by kind
 * @param proof SHA-256, in hex, over the ids of what was erased, sorted, one a line
 */
record Erasure(
        ProgrammeId programme,
        ParticipantId id,
        Instant at,
        String by,
        String reason,
        Map<String, Object> erased,
        String proof) {

    static Erasure of(ProgrammeId programme, ParticipantId id, Instant at, String by, String reason, Erased what) {
        Map<String, Object> counts = new JsonFields()
                .put("people", what.people().size())
                .put("operations", what.operations().size())
                .put("assessments", what.assessments().size())
                .put("files", what.files())
                .put("refused", what.refused())
                .put("cases", what.cases())
                .toMap();
        return new Erasure(programme, id, at, by, reason, counts, proof(what));
    }

    /** Over ids and never over contents: whoever has a list of names could try which of them gives the hash. */
    private static String proof(Erased what) {
        String ids = String.join(
                "\n",
                Stream.of(what.people(), what.operations(), what.assessments())
                        .flatMap(Set::stream)
                        .map(UUID::toString)
                        .sorted()
                        .toList());
        return CanonicalJson.hex(CanonicalJson.sha256().digest(ids.getBytes(StandardCharsets.UTF_8)));
    }

    Map<String, Object> toJson() {
        return new JsonFields()
                .putText("programme", programme)
                .putText("participant_id", id)
                .put("erased_at", Timestamps.format(at))
                .put("erased_by", by)
                .put("reason", reason)
                .put("erased", erased)
                .put("proof", proof)
                .toMap();
    }
}
