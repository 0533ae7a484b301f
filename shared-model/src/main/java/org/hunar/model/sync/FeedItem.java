package org.hunar.model.sync;

import java.util.Map;
import java.util.Optional;
import org.hunar.model.json.JsonFields;
import org.hunar.model.json.JsonObject;

/**
 * One line of the feed: the present document of an entity in a scope, or that it is there no more.
 *
 * @param scope {@code programme:cpec-weld} or {@code cohort:lhr-03}
 * @param seq place in the scope, rising with every change
 * @param entity such as programme, skill, instrument, participant, assessment
 * @param id of the entity, as text: not all are UUIDs
 * @param rev revision of the document, from 1, never falling
 * @param doc of a PUT
 * @param reason of a DEL, such as MERGED
 * @param into of a DEL by merging: the entity that goes on
 */
public record FeedItem(
        String scope,
        long seq,
        Op op,
        String entity,
        String id,
        long rev,
        Optional<Map<String, Object>> doc,
        Optional<String> reason,
        Optional<String> into) {

    /** What a phone does with its copy. */
    public enum Op {
        /** Replaces it by this document, unless its own is newer. */
        PUT,
        /** Drops it. */
        DEL
    }

    public static FeedItem put(String scope, long seq, String entity, String id, long rev, Map<String, Object> doc) {
        return new FeedItem(scope, seq, Op.PUT, entity, id, rev, Optional.of(doc), Optional.empty(), Optional.empty());
    }

    public static FeedItem del(
            String scope, long seq, String entity, String id, long rev, String reason, Optional<String> into) {
        return new FeedItem(scope, seq, Op.DEL, entity, id, rev, Optional.empty(), Optional.of(reason), into);
    }

    public static FeedItem fromJson(JsonObject json) {
        FeedItem item = new FeedItem(
                json.text("scope"),
                json.integer("seq"),
                json.oneOf("op", Op.class),
                json.text("entity"),
                json.text("id"),
                json.integer("rev"),
                json.optionalObject("doc").map(JsonObject::asMap),
                json.optionalText("reason"),
                json.optionalText("into"));
        if (item.op == Op.PUT && !item.doc.isPresent()) {
            throw json.invalid("doc", "a PUT brings its document");
        }
        return item;
    }

    public Map<String, Object> toJson() {
        JsonFields json = new JsonFields()
                .put("scope", scope)
                .put("seq", seq)
                .put("op", op.name())
                .put("entity", entity)
                .put("id", id)
                .put("rev", rev);
        Map<String, Object> fields = json.toMap();
        doc.ifPresent(document -> fields.put("doc", document));
        return json.put("reason", reason).put("into", into).toMap();
    }
}
