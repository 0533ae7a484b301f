package org.hunar.server.simulation;

import static org.hunar.server.simulation.InvariantBroken.require;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.OperationKind;
import org.hunar.model.sync.client.Changes;
import org.hunar.model.sync.client.DeviceClock;
import org.hunar.model.sync.client.LocalDocument;
import org.hunar.model.sync.client.MemoryStore;
import org.hunar.model.sync.client.ParkedAttachment;
import org.hunar.model.sync.client.Phone;
import org.hunar.model.sync.client.PhoneStore;
import org.hunar.model.sync.client.SyncReport;
import org.hunar.model.sync.client.SyncStatus;

/**
 * A phone of one trainer or of two who take turns: the real client code, a store that may be put back or copied, and a
 * clock that may be set. Whose phone is theirs alone never says who they are.
 */
final class SimulatedPhone implements DeviceClock, SimulatedStore.Watch {
    /** A round takes a few requests, and some for each page and each batch; by far not so many. */
    private static final int MOST_REQUESTS_A_ROUND = 2000;

    private final World world;
    private final String name;
    private final List<String> users;
    private final Random random;
    private SimulatedStore store;
    private Optional<MemoryStore> backup = Optional.empty();
    private Phone phone;
    private long clockError;
    private long bootedAt;
    private boolean busy;

    SimulatedPhone(World world, String name, List<String> users, MemoryStore memory) {
        this.world = world;
        this.name = name;
        this.users = users;
        this.random = new Random(world.random().nextLong());
        this.store = new SimulatedStore(memory, this, world.random().nextBoolean());
        this.bootedAt = world.time().millis();
        start();
    }

    @Override
    public String toString() {
        return name + " of " + user();
    }

    /** Who works with it now. */
    String user() {
        return users.size() == 1 ? users.get(0) : phone.user().orElse(users.get(0));
    }

    List<String> users() {
        return users;
    }

    void handTo(String user) {
        if (users.size() > 1) {
            alive(() -> {
                phone.signIn(user);
                world.trace().say(this + ": hers or his now");
                return user;
            });
        }
    }

    boolean isBusy() {
        return busy;
    }

    Phone phone() {
        return phone;
    }

    PhoneStore store() {
        return store;
    }

    /** Captures something; empty when the app ended over it. */
    Optional<OperationId> capture(EntityId entity, OperationKind kind, Map<String, Object> body) {
        return alive(() -> {
            OperationId id = phone.capture(entity, kind, body);
            world.trace().say(this + " captures " + kind + " " + entity + " " + Json.write(body) + " as " + id);
            require(phone.document(entity).isPresent(), "I12", "%s does not show what it has captured", this);
            return id;
        });
    }

    /** One round of syncing, however it ends. */
    Optional<SyncReport> sync() {
        busy = true;
        try {
            Link link = new Link(world, user());
            world.trace().say(this + " syncs");
            Optional<SyncReport> report = alive(() -> world.within(
                    () -> phone.engine(link, "1.8.2", world.photos()).run()));
            report.ifPresent(each -> {
                world.trace().say(this + ": " + told(each));
                if (each.uploaded() > 0) {
                    world.trace().did("upload");
                }
            });
            require(link.requests() < MOST_REQUESTS_A_ROUND, "I23", "%s made %d requests", this, link.requests());
            requireNoResync();
            return report;
        } finally {
            busy = false;
        }
    }

    private static String told(SyncReport report) {
        return report.outcome() + ", " + report.acked() + " acked, " + report.parked() + " parked, " + report.pulled()
                + " pulled"
                + report.cause().map(cause -> ", " + cause.getMessage()).orElse("");
    }

    /** Somebody has looked at what was refused, and has it sent again. */
    void retryParked() {
        alive(() -> {
            SyncStatus status = phone.status();
            status.parked().forEach(parked -> {
                world.trace().say(this + " sends again " + parked.operation().id());
                phone.retryParked(parked.operation().id());
                world.trace().did("send again");
            });
            return status;
        });
        bringAgain();
    }

    /** Somebody has looked at files that were set aside, and has them brought again; whether there were any. */
    boolean bringAgain() {
        return alive(() -> {
                    List<ParkedAttachment> parked = phone.status().parkedAttachments();
                    parked.forEach(each -> {
                        world.trace().say(this + " brings again " + each.sha256() + ", which was " + each.problem());
                        phone.retryAttachment(each.sha256());
                        world.trace().did("bring again");
                    });
                    return !parked.isEmpty();
                })
                .orElse(true);
    }

    /** Operations that the server has refused. */
    Set<OperationId> parked() {
        return phone.status().parked().stream()
                .map(parked -> parked.operation().id())
                .collect(Collectors.toSet());
    }

    void setClock(long errorMillis) {
        clockError = errorMillis;
        world.trace().say(this + ": the clock says " + wallMillis());
    }

    /** Its battery was flat: it knows neither the time nor how long it was off. */
    void startAnewWithClock(long errorMillis) {
        setClock(errorMillis);
        bootedAt = world.time().millis();
        start();
    }

    /** The app ends in one of its next commits. */
    void killSoon() {
        store.killIn(1 + world.random().nextInt(4), world.random().nextBoolean());
    }

    /** Nothing ends it any more. */
    void live() {
        store.live();
    }

    void backUp() {
        backup = Optional.of(store.copy());
        world.trace().say(this + " is backed up");
    }

    /** Puts the phone back to its backup, if it has one. */
    void restore() {
        backup.ifPresent(earlier -> {
            Set<OperationId> gone = operations();
            store = new SimulatedStore(earlier.copy(), this, world.random().nextBoolean());
            gone.removeAll(operations());
            world.ledger().mayBeLost(gone);
            world.trace().say(this + " is put back to its backup, without " + gone);
            start();
        });
    }

    /** Another phone with the same store; both go on. */
    SimulatedPhone cloned(String cloneName) {
        world.trace().say(this + " is cloned as " + cloneName);
        return new SimulatedPhone(world, cloneName, users, store.copy());
    }

    /** All operations that the store has kept, in whatever state. */
    Set<OperationId> operations() {
        Set<OperationId> ids = new HashSet<>();
        for (String prefix : List.of("outbox/", "journal/", "parked/")) {
            store.scan(prefix, "", (key, text) -> ids.add(operation(text)) || true);
        }
        return ids;
    }

    /** The documents as they were pulled: scope, entity and id, separated by spaces, to the document. */
    Map<String, Map<String, Object>> pulled() {
        Map<String, Map<String, Object>> pulled = new TreeMap<>();
        store.scan("document/", "", (key, text) -> {
            String[] parts = key.split("/");
            JsonObject scopes = Json.readObject(text);
            scopes.names()
                    .forEach(scope -> pulled.put(
                            scope + " " + parts[1] + " " + parts[2],
                            scopes.object(scope).object("doc").asMap()));
            return true;
        });
        return pulled;
    }

    /** All that it may show, and what was refused, by key: everything but what it keeps to repair a server with. */
    Map<String, String> shown() {
        Map<String, String> shown = new TreeMap<>();
        for (String prefix : List.of("document/", "overlay/", "outbox/", "parked/")) {
            store.scan(prefix, "", (key, text) -> shown.put(key, text) == null);
        }
        return shown;
    }

    /** Entities with operations of this phone that no pulled document is known to contain. */
    Set<String> overlaid() {
        Set<String> entities = new HashSet<>();
        store.scan("overlay/", "", (key, text) -> entities.add(key.split("/")[1] + " " + key.split("/")[2]) || true);
        return entities;
    }

    List<LocalDocument> documents(String entity) {
        return phone.documents(entity);
    }

    @Override
    public long wallMillis() {
        return world.time().millis() + clockError;
    }

    @Override
    public long monotonicMillis() {
        return world.time().millis() - bootedAt;
    }

    @Override
    public void before(PhoneStore before, Changes changes) {
        OverlayRule.check(before, changes);
    }

    @Override
    public void after(PhoneStore after, Changes changes) {
        changes.asMap().forEach((key, text) -> {
            if (key.startsWith("outbox/") && text.isPresent()) {
                JsonObject operation = Json.readObject(text.get()).object("op");
                world.ledger()
                        .captured(new Ledger.Captured(
                                new OperationId(operation.uuid("op_id")), operation.asMap(), user()));
            }
        });
    }

    private void start() {
        phone = Phone.open(store, this, random);
        if (users.size() > 1 && phone.user().isEmpty()) {
            phone.signIn(users.get(0));
        }
    }

    /** Runs the app; when it ends over that, it is started again. */
    private <T> Optional<T> alive(Supplier<T> work) {
        try {
            return Optional.of(work.get());
        } catch (PhoneKilled e) {
            world.trace().say(this + ": the app is killed");
            store.live();
            if (world.random().nextBoolean()) {
                bootedAt = world.time().millis();
            }
            start();
            return Optional.empty();
        }
    }

    /** A digest makes a phone pull everything anew if the feed was not what it said; it never has to. */
    private void requireNoResync() {
        boolean resynced = store.get("sync")
                .filter(text -> Json.readObject(text).has("resynced_at"))
                .isPresent();
        require(!resynced, "I7", "%s had missed something, and pulled everything anew", this);
    }

    private static OperationId operation(String entry) {
        return new OperationId(Json.readObject(entry).object("op").uuid("op_id"));
    }
}
