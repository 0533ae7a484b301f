package org.hunar.server.simulation;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
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
    private final Set<UUID> emptied = new HashSet<>();
    private final Set<OperationId> refused = new HashSet<>();
    private final Map<String, SubmissionRow> submissions = new TreeMap<>();
    private final Set<UUID> installsOfForms;
    private final ErasedPeople erased;
    private final Map<EntityId, DocumentRow> documents = new TreeMap<>();
    private final List<FeedRow> feed;
    private final Map<String, ScopeRow> scopes = new TreeMap<>();
    private final Map<UUID, SurvivorRow> survivors = new TreeMap<>();
    private final Set<CaseRow> cases = new HashSet<>();
    private final Set<UUID> flagged = new HashSet<>();

    /** An operation in the log. */
    record LogRow(String programme, Operation operation, UUID install, String author, String hash, boolean inReview) {}

    /**
     * A participant or an assessment as it is.
     *
     * @param person for whom it counts
     */
    record DocumentRow(EntityId id, String cohort, UUID person, long rev, boolean removed, Map<String, Object> doc) {}

    /**
     * A form of ODK Collect that came.
     *
     * @param isKept whether more than that is kept
     */
    record SubmissionRow(UUID assessment, UUID install, String sha256, String state, boolean isKept) {}

    /** That somebody else goes on for a participant. */
    record SurvivorRow(UUID survivor, UUID mergedBy) {}

    /**
     * What a manager is to decide.
     *
     * @param candidates ids of operations, or of assessments
     */
    record CaseRow(String kind, UUID entity, String path, Set<UUID> candidates) {}

    /** A row of the feed. */
    record FeedRow(
            String scope,
            String entity,
            String id,
            long seq,
            boolean present,
            long rev,
            String doc,
            String reason,
            String into,
            Instant deletedAt) {
        /** Since when it is a tombstone; no time if it is none. */
        Duration goneFor(VirtualTime now) {
            return present ? Duration.ZERO : Duration.between(deletedAt, now.instant());
        }
    }

    /** A scope with its counter and digest. */
    record ScopeRow(long seq, long n, long x, long purged) {}

    /** @param captured to tell what was refused, of which the bytes are no longer kept */
    StoreState(SharedStore store, Collection<Ledger.Captured> captured) {
        log = store.query("select programme, install_id, author, hash, in_review, payload from operations").stream()
                .map(StoreState::logRow)
                .toList();
        logByEntity = log.stream()
                .collect(Collectors.groupingBy(row -> row.operation().entity(), TreeMap::new, Collectors.toList()));
        store.query("select install_id, op_id, raw from quarantine").forEach(this::read);
        store.query("select instance_id, assessment, install_id, xml_sha256, state, xml from submissions")
                .forEach(row -> submissions.put(
                        (String) row.get("instance_id"),
                        new SubmissionRow(
                                (UUID) row.get("assessment"),
                                (UUID) row.get("install_id"),
                                (String) row.get("xml_sha256"),
                                (String) row.get("state"),
                                ((byte[]) row.get("xml")).length > 0)));
        installsOfForms =
                submissions.values().stream().map(SubmissionRow::install).collect(Collectors.toSet());
        erased = new ErasedPeople(
                store.query("select participant_id from erasures").stream()
                        .map(row -> (UUID) row.get("participant_id"))
                        .collect(Collectors.toSet()),
                log,
                captured.stream().filter(each -> refused.contains(each.id())).toList());
        read(store, EntityType.PARTICIPANT, "select id, cohort, id as person, rev, removed, doc from participants");
        read(
                store,
                EntityType.ASSESSMENT,
                "select id, cohort, participant_id as person, rev, false as removed, doc from assessments");
        feed = store.query("""
                        select scope, entity, entity_key, seq, op, rev, doc, reason, moved_into, deleted_at
                          from feed
                         order by scope, seq
                        """).stream().map(StoreState::feedRow).toList();
        store.query("select scope, seq, n, x, purged from scopes")
                .forEach(row -> scopes.put(
                        (String) row.get("scope"),
                        new ScopeRow((Long) row.get("seq"), (Long) row.get("n"), (Long) row.get("x"), (Long)
                                row.get("purged"))));
        store.query("select entity_id, survivor, merged_by from entities where survivor is not null")
                .forEach(row ->
                        survivors.put((UUID) row.get("entity_id"), new SurvivorRow((UUID) row.get("survivor"), (UUID)
                                row.get("merged_by"))));
        store.query("select kind, entity_id, path, candidates from cases where status = 'OPEN'")
                .forEach(row -> cases.add(caseRow(row)));
        store.query("select entity_id from cases where kind = 'FORKED_INSTALL'")
                .forEach(row -> flagged.add((UUID) row.get("entity_id")));
    }

    /** Who goes on for whom, by who went. */
    Map<UUID, SurvivorRow> survivors() {
        return survivors;
    }

    /** Those that are open. */
    Set<CaseRow> cases() {
        return cases;
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

    /** Operations that were refused, and of which nothing is kept but that they came. */
    Set<UUID> emptied() {
        return emptied;
    }

    /** By instanceID. */
    Map<String, SubmissionRow> submissions() {
        return submissions;
    }

    /** Whether an operation came in a form of ODK Collect. */
    boolean isOfForm(LogRow row) {
        return installsOfForms.contains(row.install());
    }

    ErasedPeople erased() {
        return erased;
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

    private void read(Map<String, Object> quarantined) {
        byte[] raw = (byte[]) quarantined.get("raw");
        quarantine.add(
                new Ledger.Refused((UUID) quarantined.get("install_id"), new String(raw, StandardCharsets.UTF_8)));
        if (quarantined.get("op_id") instanceof UUID id) {
            refused.add(new OperationId(id));
            if (raw.length == 0) {
                emptied.add(id);
            }
        }
    }

    private void read(SharedStore store, EntityType type, String sql) {
        store.query(sql).forEach(row -> {
            EntityId id = new EntityId(type, (UUID) row.get("id"));
            documents.put(
                    id,
                    new DocumentRow(
                            id,
                            (String) row.get("cohort"),
                            (UUID) row.get("person"),
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
                (String) row.get("doc"),
                (String) row.get("reason"),
                (String) row.get("moved_into"),
                row.get("deleted_at") instanceof OffsetDateTime time ? time.toInstant() : null);
    }

    private static CaseRow caseRow(Map<String, Object> row) {
        Set<UUID> candidates = new HashSet<>();
        Json.readObject("{\"all\":" + row.get("candidates") + "}")
                .objects("all")
                .forEach(each -> {
                    candidates.add(each.uuid(each.has("op_id") ? "op_id" : "assessment_id"));
                });
        return new CaseRow((String) row.get("kind"), (UUID) row.get("entity_id"), (String) row.get("path"), candidates);
    }
}
