package org.hunar.model.sync.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.sync.Digest;
import org.hunar.model.sync.EntityId;
import org.hunar.model.sync.FeedItem;
import org.hunar.model.sync.Fold;
import org.hunar.model.sync.Hello;
import org.hunar.model.sync.HybridTimestamp;
import org.hunar.model.sync.Limits;
import org.hunar.model.sync.Operation;
import org.hunar.model.sync.OperationId;
import org.hunar.model.sync.OperationKind;
import org.hunar.model.sync.Pull;
import org.hunar.model.sync.PullAnswer;
import org.hunar.model.sync.Push;
import org.hunar.model.sync.PushAnswer;
import org.hunar.model.sync.PushCode;
import org.hunar.model.sync.PushResult;
import org.hunar.model.sync.PushStatus;
import org.hunar.model.sync.StatusAnswer;
import org.hunar.model.sync.StatusQuery;
import org.hunar.model.sync.UploadAnswer;
import org.hunar.model.sync.UploadRequest;

/**
 * The protocol's server in memory, as plain as it can be: one scope, a set of operations, results by operation id. Every
 * message goes through its JSON text.
 */
final class FakeServer implements Transport {
    static final String SCOPE = "cohort:lhr-03";

    final Map<OperationId, Operation> operations = new LinkedHashMap<>();
    final Map<OperationId, PushResult> results = new LinkedHashMap<>();
    final Map<String, FeedItem> feed = new TreeMap<>();
    /** Install ids with a number under which two operations came. */
    final Set<String> forks = new TreeSet<>();

    private final Map<String, OperationId> numbers = new HashMap<>();
    final FakeUploads uploads = new FakeUploads();
    final List<Push> pushes = new ArrayList<>();
    final List<Pull> pulls = new ArrayList<>();
    Limits limits = Limits.DEFAULT;
    Function<Operation, Optional<PushResult>> intervention = operation -> Optional.empty();
    long now = TestingClock.START;
    long epoch = 1;
    long seq;
    int renewals;

    /** Of whom the token is: the author of what comes, and who alone is told what became of it. */
    String caller = "";

    final Map<OperationId, String> authors = new HashMap<>();

    /** Install id to the numbers under which operations came. */
    final Map<UUID, Set<Long>> lanes = new HashMap<>();

    /** Who is not granted the cohort. */
    final Set<String> strangers = new TreeSet<>();

    /** Lets work be sent, and documents be fetched, so many at a time: small batches are cut off more often. */
    void takesAtMost(int batch) {
        limits = new Limits(batch, 1 << 20, 16 << 20, 256 << 10, 100, batch, 1 << 20);
    }

    /** What a node that lags behind gives out instead of the feed. */
    Optional<Map<String, FeedItem>> stale = Optional.empty();

    @Override
    public Hello hello() throws TransportException {
        return Hello.fromJson(
                wire(new Hello(Instant.ofEpochMilli(now), 1, 1, limits, epoch, Optional.empty()).toJson()));
    }

    @Override
    public PushAnswer push(Push push) throws TransportException {
        Push read = Push.fromJson(wire(push.toJson()));
        pushes.add(read);
        List<PushResult> answers = new ArrayList<>();
        for (Object op : read.ops()) {
            Operation operation = Operation.fromJson(JsonObject.of("", op));
            lanes.computeIfAbsent(read.installId(), id -> new TreeSet<>()).add(operation.deviceSeq());
            noteNumber(read.installId() + " " + operation.deviceSeq(), operation.id());
            answers.add(take(operation));
        }
        return PushAnswer.fromJson(wire(new PushAnswer(Instant.ofEpochMilli(now), epoch, answers).toJson()));
    }

    private void noteNumber(String number, OperationId id) {
        if (!numbers.computeIfAbsent(number, each -> id).equals(id)) {
            forks.add(number);
        }
    }

    private PushResult take(Operation operation) {
        PushResult known = results.get(operation.id());
        if (known != null) {
            return known.asDuplicate();
        }
        Optional<PushResult> other = intervention.apply(operation);
        if (other.isPresent() && !other.get().status().isStored()) {
            return other.get();
        }
        PushResult result = other.orElseGet(() -> apply(operation));
        results.put(operation.id(), result);
        authors.put(operation.id(), caller);
        return result;
    }

    private PushResult apply(Operation operation) {
        operations.put(operation.id(), operation);
        FeedItem item = publish(operation.entity());
        return result(operation, PushStatus.APPLIED, Optional.empty(), Optional.of(item.rev()), Map.of(SCOPE, seq));
    }

    /** A manager returns it with remarks, having seen all there is. */
    void sendBack(EntityId entity, Map<String, Object> remarks) {
        List<OperationId> seen = operations.values().stream()
                .filter(each -> each.entity().equals(entity))
                .map(Operation::id)
                .toList();
        OperationId id = new OperationId(new UUID(0x0192f0c13f5a7000L, 0x8000000000000000L + operations.size()));
        HybridTimestamp hlc = HybridTimestamp.of(now, 0, "00000000");
        Instant at = Instant.ofEpochMilli(now);
        apply(Operation.create(id, 1, entity, OperationKind.RETURN, seen, hlc, at, remarks));
    }

    FeedItem publish(EntityId entity) {
        List<Operation> own = operations.values().stream()
                .filter(each -> each.entity().equals(entity))
                .toList();
        FeedItem before = feed.get(entity.toString());
        long rev = before == null ? 1 : before.rev() + 1;
        FeedItem item = FeedItem.put(
                SCOPE,
                ++seq,
                entity.type().wireName(),
                entity.id().toString(),
                rev,
                Fold.fold(entity, own).toJson());
        feed.put(entity.toString(), item);
        return item;
    }

    /** A manager returns what stands. */
    OperationId sendBack(EntityId entity, OperationId head, Map<String, Object> remarks) {
        OperationId id = new OperationId(UUID.randomUUID());
        operations.put(
                id,
                Operation.create(
                        id,
                        1,
                        entity,
                        OperationKind.RETURN,
                        List.of(head),
                        HybridTimestamp.of(now, 0, "ffffffff"),
                        Instant.ofEpochMilli(now),
                        remarks));
        publish(entity);
        return id;
    }

    static PushResult result(
            Operation operation,
            PushStatus status,
            Optional<PushCode> code,
            Optional<Long> rev,
            Map<String, Long> mark) {
        return new PushResult(
                Optional.of(operation.id()), status, code, List.of(), rev, mark, List.of(), Optional.empty());
    }

    @Override
    public PullAnswer pull(Pull pull) throws TransportException {
        pulls.add(pull);
        long after = 0;
        if (pull.cursor().isPresent()) {
            String[] parts = pull.cursor().get().split("@");
            if (Long.parseLong(parts[0]) != epoch) {
                throw refusal(409, "CURSOR_EPOCH");
            }
            after = Long.parseLong(parts[1]);
        }
        if (strangers.contains(caller)) {
            return PullAnswer.fromJson(wire(nothing(pull).toJson()));
        }
        return PullAnswer.fromJson(wire(page(after, pull).toJson()));
    }

    private PullAnswer nothing(Pull pull) {
        boolean followed = pull.cursor().filter(each -> !each.endsWith("@none")).isPresent();
        return new PullAnswer(
                Instant.ofEpochMilli(now),
                epoch,
                List.of(),
                followed ? List.of(SCOPE) : List.of(),
                List.of(),
                epoch + "@0@none",
                false,
                Map.of());
    }

    private PullAnswer page(long after, Pull pull) {
        List<FeedItem> waiting = stale.orElse(feed).values().stream()
                .filter(item -> item.seq() > after)
                .sorted(Comparator.comparingLong(FeedItem::seq))
                .toList();
        int size = Math.min(waiting.size(), pull.maxItems().orElse(limits.pullItems()));
        boolean more = size < waiting.size();
        long last = size == 0 ? after : waiting.get(size - 1).seq();
        return new PullAnswer(
                Instant.ofEpochMilli(now),
                epoch,
                pull.cursor().filter(each -> !each.endsWith("@none")).isPresent() ? List.of() : List.of(SCOPE),
                List.of(),
                waiting.subList(0, size),
                epoch + "@" + last,
                more,
                more ? Map.of() : Map.of(SCOPE, digest()));
    }

    Digest digest() {
        Digest digest = Digest.EMPTY;
        for (FeedItem item : stale.orElse(feed).values()) {
            if (item.op() == FeedItem.Op.PUT) {
                digest = digest.with(item.entity(), item.id(), item.rev());
            }
        }
        return digest;
    }

    @Override
    public StatusAnswer status(StatusQuery query) throws TransportException {
        List<PushResult> known = new ArrayList<>();
        List<OperationId> unknown = new ArrayList<>();
        for (OperationId id : StatusQuery.fromJson(wire(query.toJson())).opIds()) {
            if (results.containsKey(id) && authors.get(id).equals(caller)) {
                known.add(results.get(id));
            } else {
                unknown.add(id);
            }
        }
        return StatusAnswer.fromJson(wire(new StatusAnswer(Instant.ofEpochMilli(now), epoch, known, unknown).toJson()));
    }

    @Override
    public UploadAnswer upload(UploadRequest upload) throws TransportException {
        return uploads.create(upload);
    }

    @Override
    public long append(String uploadId, long offset, byte[] bytes) throws TransportException {
        return uploads.append(uploadId, offset, bytes);
    }

    @Override
    public void renewToken() throws TransportException {
        renewals++;
    }

    /** Everything since the given number of operations is forgotten, and the server says so by its epoch. */
    void restoreTo(int operationsKept) {
        List<Operation> all = new ArrayList<>(operations.values());
        operations.clear();
        results.clear();
        uploads.blobs.clear();
        feed.clear();
        seq = 0;
        epoch++;
        all.subList(0, operationsKept).forEach(operation -> results.put(operation.id(), apply(operation)));
    }

    static TransportException refusal(int status, String code) {
        return TransportException.refused(
                status, Optional.ofNullable(code), status + " " + code, Optional.empty(), Optional.empty());
    }

    private static JsonObject wire(Map<String, Object> message) {
        try {
            return Json.readObject(Json.write(message));
        } catch (InvalidException e) {
            throw new AssertionError("not a message: " + message, e);
        }
    }
}
