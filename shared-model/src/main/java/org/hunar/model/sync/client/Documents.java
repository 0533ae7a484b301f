package org.hunar.model.sync.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.hunar.model.json.Json;
import org.hunar.model.sync.Digest;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.EntityType;
import org.hunar.model.sync.Operation;

/** The documents on the phone: as pulled, with the phone's own operations laid over them. */
final class Documents {
    private final PhoneStore store;

    Documents(PhoneStore store) {
        this.store = store;
    }

    /** A participant or an assessment, with own work on top. */
    Optional<LocalDocument> find(EntityId entity) {
        synchronized (store) {
            List<Operation> own = new ArrayList<>();
            boolean[] unsent = {false};
            store.scan(Keys.overlay(entity), "", (key, text) -> {
                unsent[0] |= store.get(Keys.at(Keys.OUTBOX, Keys.numberOf(key))).isPresent();
                own.add(operation(key));
                return true;
            });
            Optional<Pulled> pulled = Pulled.newest(pulled(key(entity)));
            if (own.isEmpty() && !pulled.isPresent()) {
                return Optional.empty();
            }
            return Optional.of(new Overlay(entity, pulled, own).document(unsent[0]));
        }
    }

    /** The own operation of which an overlay key speaks: in the outbox, or in the journal. */
    Operation operation(String overlayKey) {
        long number = Keys.numberOf(overlayKey);
        String entry = store.get(Keys.at(Keys.OUTBOX, number))
                .orElseGet(() -> store.get(Keys.at(Keys.JOURNAL, number)).orElseThrow(IllegalStateException::new));
        return OutboxEntry.read(overlayKey, entry).operation();
    }

    /** Anything that was pulled, such as an instrument {@code weld_l2@2026092501}. */
    Optional<LocalDocument> find(String entity, String id) {
        for (EntityType type : EntityType.values()) {
            if (type.wireName().equals(entity)) {
                return find(new EntityId(type, UUID.fromString(id)));
            }
        }
        synchronized (store) {
            return Pulled.newest(pulled(Keys.document(entity, id)))
                    .map(pulled ->
                            new LocalDocument(entity, id, Optional.of(pulled.rev()), pulled.doc(), List.of(), false));
        }
    }

    /** All of a kind, in the order of their ids. */
    List<LocalDocument> list(String entity) {
        synchronized (store) {
            TreeSet<String> ids = new TreeSet<>();
            store.scan(Keys.documents(entity), "", (key, text) -> ids.add(idOf(key)) || true);
            store.scan(Keys.OVERLAY + entity + "/", "", (key, text) -> ids.add(idOf(key)) || true);
            List<LocalDocument> documents = new ArrayList<>();
            ids.forEach(id -> find(entity, id).ifPresent(documents::add));
            return documents;
        }
    }

    /** Whether the server has not yet acknowledged all that was done to it. */
    boolean isUnsent(String entity, String id) {
        boolean[] unsent = {false};
        store.scan(Keys.OVERLAY + entity + "/" + id + "/", "", (key, text) -> {
            unsent[0] = !Json.readObject(text).flag("acked", false);
            return !unsent[0];
        });
        return unsent[0];
    }

    /** Scope to what is here of it, counted over the documents themselves. */
    Map<String, Digest> digests(long generation) {
        Map<String, Digest> digests = new LinkedHashMap<>();
        synchronized (store) {
            store.scan(Keys.DOCUMENT, "", (key, text) -> {
                Pulled.read(text).forEach((scope, pulled) -> {
                    if (pulled.generation() == generation) {
                        Digest before = digests.getOrDefault(scope, Digest.EMPTY);
                        digests.put(scope, before.with(entityOf(key), idOf(key), pulled.rev()));
                    }
                });
                return true;
            });
        }
        return digests;
    }

    private Map<String, Pulled> pulled(String key) {
        return store.get(key).map(Pulled::read).orElseGet(Map::of);
    }

    private static String key(EntityId entity) {
        return Keys.document(entity.type().wireName(), entity.id().toString());
    }

    /** Of {@code prefix/entity/id} or {@code prefix/entity/id/more}. */
    static String entityOf(String key) {
        return key.split("/")[1];
    }

    static String idOf(String key) {
        return key.split("/")[2];
    }
}
