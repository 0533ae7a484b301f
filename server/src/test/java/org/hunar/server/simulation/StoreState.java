package org.hunar.server.simulation;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hunar.model.json.Json;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.OperationId;

/** What stands in the tables at a quiet point, read without any code of the server. */
final class StoreState {
    private final List<LogRow> log;
    private final Map<EntityId, List<LogRow>> logByEntity;
    private final Set<Ledger.Refused> quarantine = new HashSet<>();
    private final Map<EntityId, DocumentRow> documents = new TreeMap<>();
    private final List<FeedRow> feed;
    private final Map<String, ScopeRow> scopes = new TreeMap<>();
    private final Set<UUID> flagged = new HashSet<>();

    /** An operation in the log. */
    record LogRow(String programme, Operation operation, UUID install, String author, String hash, boolean inReview) {}

    /** A participant or an assessment as it is. */
    record DocumentRow(EntityId id, String cohort, long rev, boolean removed, Map<String, Object> doc) {}

    /** A row of the feed. */
    record FeedRow(String scope, String entity, String id, long seq, boolean present, long rev, String doc) {}

    /** A scope with its counter and digest. */
    record ScopeRow(long seq, long n, long x) {}

    StoreState(SharedStore store) {
        log = store.query("select programme, install_id, author, hash, in_review, payload from operations").stream()
                .map(StoreState::logRow)
                .toList();
        logByEntity = log.stream()
                .collect(Collectors.groupingBy(row -> row.operation().entity(), TreeMap::new, Collectors.toList()));
        store.query("select install_id, raw from quarantine")
                .forEach(row -> quarantine.add(new Ledger.Refused(
                        (UUID) row.get("install_id"), new String((byte[]) row.get("raw"), StandardCharsets.UTF_8))));
        read(store, EntityType.PARTICIPANT, "select id, cohort, rev, removed, doc from participants");
        read(store, EntityType.ASSESSMENT, "select id, cohort, rev, false as removed, doc from assessments");
        feed = store.query("select scope, entity, entity_key, seq, op, rev, doc from feed order by scope, seq").stream()
                .map(StoreState::feedRow)
                .toList();
        store.query("select scope, seq, n, x from scopes")
                .forEach(row -> scopes.put(
                        (String) row.get("scope"),
                        new ScopeRow((Long) row.get("seq"), (Long) row.get("n"), (Long) row.get("x"))));
        store.query("select entity_id from cases where kind = 'FORKED_INSTALL'")
                .forEach(row -> flagged.add((UUID) row.get("entity_id")));
    }

    /** Installs of which a manager is told that they were copied. */
    Set<UUID> flagged() {
        return flagged;
    }

    List<LogRow> log() {
        return log;
    }

    Map<OperationId, LogRow> logById() {
        Map<OperationId, LogRow> byId = new HashMap<>();
        log.forEach(row -> byId.put(row.operation().id(), row));
        return byId;
    }

    Map<EntityId, List<LogRow>> logByEntity() {
        return logByEntity;
    }

    Set<Ledger.Refused> quarantine() {
        return quarantine;
    }

    Map<EntityId, DocumentRow> documents() {
        return documents;
    }

    List<FeedRow> feed() {
        return feed;
    }

    Map<String, ScopeRow> scopes() {
        return scopes;
    }

    /** Scope, entity and id to the document that a reader of these scopes is to hold. */
    Map<String, Object> visibleIn(Set<String> granted) {
        Map<String, Object> visible = new TreeMap<>();
        for (FeedRow row : feed) {
            if (row.present() && granted.contains(row.scope())) {
                visible.put(row.scope() + " " + row.entity() + " " + row.id(), document(row));
            }
        }
        return visible;
    }

    private Map<String, Object> document(FeedRow row) {
        if (row.doc() != null) {
            return Json.readObject(row.doc()).asMap();
        }
        DocumentRow document = documents.get(new EntityId(EntityType.of(row.entity()), UUID.fromString(row.id())));
        return document == null ? Map.of() : document.doc();
    }

    private void read(SharedStore store, EntityType type, String sql) {
        store.query(sql).forEach(row -> {
            EntityId id = new EntityId(type, (UUID) row.get("id"));
            documents.put(
                    id,
                    new DocumentRow(
                            id,
                            (String) row.get("cohort"),
                            (Long) row.get("rev"),
                            (Boolean) row.get("removed"),
                            new LinkedHashMap<>(
                                    Json.readObject((String) row.get("doc")).asMap())));
        });
    }

    private static LogRow logRow(Map<String, Object> row) {
        return new LogRow(
                (String) row.get("programme"),
                Operation.fromJson(Json.readObject((String) row.get("payload"))),
                (UUID) row.get("install_id"),
                (String) row.get("author"),
                (String) row.get("hash"),
                (Boolean) row.get("in_review"));
    }

    private static FeedRow feedRow(Map<String, Object> row) {
        return new FeedRow(
                (String) row.get("scope"),
                (String) row.get("entity"),
                (String) row.get("entity_key"),
                (Long) row.get("seq"),
                row.get("op").equals("PUT"),
                (Long) row.get("rev"),
                (String) row.get("doc"));
    }
}
