package org.hunar.server.simulation;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.PushResult;
import org.hunar.server.sync.Feed;
import org.hunar.server.sync.NaiveFeed;

/** Servers with one thing wrong each: a simulation that does not tell them from the real one proves nothing. */
enum Mutant implements Wiring {
    /** Numbers of the feed come from a sequence: visible out of order. */
    NAIVE_SEQUENCE(3) {
        private final Map<String, Long> sequences = NaiveFeed.sequences();

        @Override
        public Feed feed(InstantSource clock) {
            return NaiveFeed.numberedBy(sequences, clock);
        }

        @Override
        public void storePutBack() {
            sequences.clear();
        }
    },
    /** What has a number of its install that was seen before is taken for a repetition. */
    DEDUPLICATION_BY_DEVICE_SEQ(4) {
        @Override
        public Map<String, Object> push(SharedStore store, byte[] body, UnaryOperator<byte[]> server) {
            return DeviceSeqDeduplication.push(store, body, server);
        }
    },
    /** Of two who did not know of each other the one counts whose push came last. */
    LAST_ARRIVAL_WINS(4) {
        @Override
        public String sql(String sql) {
            return sql.replace(
                    "o.in_review, o.payload",
                    "o.in_review, regexp_replace(o.payload, '\"hlc\":\"[0-9a-f]{12}', '\"hlc\":\"' || to_char("
                            + "row_number() over (order by o.received_at), 'FM000000000000')) as payload");
        }
    },
    /** The answer goes out before the commit. */
    COMMIT_AFTER_ANSWER(35) {
        @Override
        public NodeConnection.Commits commits() {
            return NodeConnection.Commits.LATER;
        }
    },
    /** What is refused is answered, and kept nowhere. */
    DROPPED_QUARANTINE(11) {
        @Override
        public String sql(String sql) {
            return sql.contains("insert into quarantine")
                    ? sql.replace("where not exists", "where false and not exists")
                    : sql;
        }
    },
    /** A phone is told that its bytes are safe before they are: those of a file that was gone on with never are. */
    OFFSET_BEFORE_BYTES(651) {
        @Override
        public String sql(String sql) {
            return sql.contains("insert into blob_chunks")
                    ? sql.replace(
                            "values (?, ?, ?, ?)",
                            "select * from (select cast(? as uuid) as c, cast(? as bigint) as start, "
                                    + "cast(? as int) as n, cast(? as varbinary) as b) where start = 0")
                    : sql;
        }
    },
    /** Tombstones go, and nobody remembers how far they went. */
    PURGE_WITHOUT_HORIZON(737) {
        @Override
        public String sql(String sql) {
            return sql.replace(
                    "set purged = greatest(purged, coalesce(", "set purged = greatest(purged, 0 * coalesce(");
        }
    },
    /** Who was merged once goes on as the other, whatever becomes of the merge. */
    MERGE_FOR_EVER(122) {
        @Override
        public String sql(String sql) {
            return sql.replace("survivor = n.survivor", "survivor = coalesce(n.survivor, e.survivor)");
        }
    },
    /** Who is erased is taken out of what is there, and nobody remembers it when more comes. */
    ERASED_ONCE(27) {
        @Override
        public String sql(String sql) {
            return sql.replace("set erased = true", "set erased = false");
        }
    },
    /** Of who is erased the forms stay as they came. */
    FORMS_KEPT(29) {
        @Override
        public String sql(String sql) {
            return sql.replace("set xml = ?", "set xml = coalesce(xml, ?)");
        }
    },
    /** What a form becomes has ids by chance, and not by its instanceID. */
    FORMS_WITHOUT_ID(12) {
        private static final Pattern INSTANCE_ID = Pattern.compile("(?<=<orx:instanceID>uuid:)[^<]+");

        private long received;

        @Override
        public Request submission(Request request) {
            // as long as the one that it had, so that all else of the message holds; a body that is cut may have none
            UUID chance = new UUID(++received, Long.MIN_VALUE);
            String body = INSTANCE_ID
                    .matcher(new String(request.body(), StandardCharsets.ISO_8859_1))
                    .replaceFirst(chance.toString());
            return new Request(
                    request.path(),
                    request.user(),
                    request.headers(),
                    body.getBytes(StandardCharsets.ISO_8859_1),
                    request.isCut());
        }
    },
    /** An edit does not say what it has seen: it and what it edits contradict each other. */
    EDIT_BESIDE_ITS_FORM(148) {
        @Override
        public String sql(String sql) {
            return sql.replace("heads = ?", "heads = left(cast(? as varchar), 0)");
        }
    };

    private final long firstSeed;

    Mutant(long firstSeed) {
        this.firstSeed = firstSeed;
    }

    /** From here on it is looked for: a seed that has told it from the real server is near. */
    long firstSeed() {
        return firstSeed;
    }

    /** As in servers that trust the counter of a device. */
    private static final class DeviceSeqDeduplication {
        static Map<String, Object> push(SharedStore store, byte[] body, UnaryOperator<byte[]> server) {
            JsonObject push = Json.readObject(body);
            String install = push.text("install_id");
            List<Optional<PushResult>> repeated = new ArrayList<>();
            List<Object> fresh = new ArrayList<>();
            push.list("ops", (pointer, operation) -> operation).forEach(operation -> {
                Optional<PushResult> known = known(store, install, operation);
                repeated.add(known);
                if (known.isEmpty()) {
                    fresh.add(operation);
                }
            });
            Map<String, Object> rest = new LinkedHashMap<>(push.asMap());
            rest.put("ops", fresh);
            Map<String, Object> answer = new LinkedHashMap<>(
                    Json.readObject(server.apply(Messages.bytes(rest))).asMap());
            Iterator<?> results = ((List<?>) answer.get("results")).iterator();
            List<Object> all = new ArrayList<>();
            repeated.forEach(known ->
                    all.add(known.isPresent() ? known.get().asDuplicate().toJson() : results.next()));
            answer.put("results", all);
            return answer;
        }

        private static Optional<PushResult> known(SharedStore store, String install, Object operation) {
            if (!(operation instanceof Map<?, ?> fields) || !(fields.get("device_seq") instanceof Number number)) {
                return Optional.empty();
            }
            return store
                    .query("select result from operations where install_id = '" + install + "' and device_seq = "
                            + number.longValue())
                    .stream()
                    .findFirst()
                    .map(row -> PushResult.fromJson(Json.readObject((String) row.get("result"))));
        }
    }
}
