package org.hunar.server.simulation;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.Timestamps;
import org.hunar.server.openrosa.Filled;

/**
 * A form as ODK Collect has filled it, and what a phone of ours would have captured for the same answers (I22).
 *
 * @param id that Collect gave it
 * @param edits id of the one that it edits
 * @param assessment id of the first of those that edit each other
 * @param body of a put
 */
record CollectForm(UUID id, Optional<UUID> edits, UUID assessment, UUID participant, Map<String, Object> body) {
    private static final String PHOTO_NAME = "1.jpg";

    static CollectForm of(
            UUID id, Optional<CollectForm> edited, UUID participant, Instant when, Map<String, Object> answers) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("participant_id", participant.toString());
        body.put("instrument", Cluster.INSTRUMENT);
        body.put("instrument_version", Cluster.VERSION);
        body.put("phase", "PRE");
        body.put("attempt", 1);
        body.put("started_at", Timestamps.format(when));
        body.put("completed_at", Timestamps.format(when));
        body.put("answers", answers);
        return new CollectForm(
                id,
                edited.map(CollectForm::id),
                edited.map(CollectForm::assessment).orElse(id),
                participant,
                body);
    }

    /** As it stands in the XML and in the table of what came. */
    String instanceId() {
        return "uuid:" + id;
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> answers() {
        return (Map<String, Object>) body.get("answers");
    }

    /** Hash of the photo that it names. */
    Optional<String> photo() {
        return Optional.ofNullable((Map<?, ?>) answers().get("photo")).map(photo -> (String) photo.get("sha256"));
    }

    String xml() {
        return filled().xml();
    }

    /** Its POSTs: with a photo one, or two of which the first says that more follows. */
    List<byte[]> posts(Photos photos, boolean split) {
        List<byte[]> posts = new ArrayList<>();
        Optional<byte[]> photo = photo().flatMap(photos::find);
        if (split && photo.isPresent()) {
            posts.add(filled().post().incomplete().bytes());
        }
        posts.add(photo.map(bytes -> filled().post().file(PHOTO_NAME, bytes))
                .orElseGet(() -> filled().post())
                .bytes());
        return posts;
    }

    private Filled filled() {
        Filled filled = new Filled(id.toString(), participant.toString())
                .with("start", (String) body.get("started_at"))
                .with("end", (String) body.get("completed_at"));
        edits.ifPresent(other -> filled.editing(other.toString()));
        answers().forEach((item, answer) -> filled.with(item, text(answer)));
        return filled;
    }

    private static String text(Object answer) {
        if (answer instanceof List<?> chosen) {
            return String.join(" ", chosen.stream().map(Object::toString).toList());
        }
        return answer instanceof Map<?, ?>
                ? PHOTO_NAME
                : answer instanceof BigDecimal number ? number.toPlainString() : answer.toString();
    }
}
