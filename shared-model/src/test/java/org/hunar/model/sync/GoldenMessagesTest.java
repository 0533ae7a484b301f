package org.hunar.model.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.hunar.model.json.CanonicalJson;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every message ever shipped can be read, and is written again without loss. A file is called after its kind of message
 * and its case, such as {@code push.void-with-reason.json}.
 */
class GoldenMessagesTest {
    private static final Path FOLDER = Path.of("src/test/resources/wire/v1");

    private static final Map<String, UnaryOperator<Map<String, Object>>> THROUGH_THE_CLASSES = Map.ofEntries(
            Map.entry("hello", json -> Hello.fromJson(message(json)).toJson()),
            Map.entry("push", json -> Push.fromJson(message(json)).toJson()),
            Map.entry("push-answer", json -> PushAnswer.fromJson(message(json)).toJson()),
            Map.entry("pull", json -> Pull.fromJson(message(json)).toJson()),
            Map.entry("pull-answer", json -> PullAnswer.fromJson(message(json)).toJson()),
            Map.entry("status", json -> StatusQuery.fromJson(message(json)).toJson()),
            Map.entry(
                    "status-answer",
                    json -> StatusAnswer.fromJson(message(json)).toJson()),
            Map.entry("problem", json -> having(json, "type", "title", "status", "detail", "code")),
            Map.entry("token-answer", json -> having(json, "access_token", "token_type", "expires_in")),
            Map.entry("me", json -> having(json, "name", "grants", "scopes", "limits")),
            Map.entry(
                    "device", json -> DeviceRegistration.fromJson(message(json)).toJson()),
            Map.entry(
                    "device-answer",
                    json -> DeviceAnswer.fromJson(message(json)).toJson()));

    static List<Path> messages() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void isWrittenAsItWasRead(Path file) throws IOException {
        Map<String, Object> json = read(file);
        assertThat(CanonicalJson.write(throughTheClass(file).apply(json))).isEqualTo(CanonicalJson.write(json));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void namesOfALaterVersionAreIgnored(Path file) throws IOException {
        Map<String, Object> json = read(file);
        Map<String, Object> later = new LinkedHashMap<>(json);
        later.put("of_a_later_version", List.of(Map.of("deep", true)));
        assertThat(throughTheClass(file).apply(later))
                .isEqualTo(throughTheClass(file).apply(json));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void everyOperationIsReadAndMadeAgainWithTheSameHash(Path file) throws IOException {
        for (JsonObject json : message(read(file)).objects("ops")) {
            Operation read = Operation.fromJson(json);
            Operation made = Operation.create(
                    read.id(),
                    read.deviceSeq(),
                    read.entity(),
                    read.kind(),
                    read.parents(),
                    read.hlc(),
                    read.capturedAt(),
                    read.body());
            assertThat(made.hash()).isEqualTo(read.hash());
        }
    }

    @Test
    void aCursorThatIsNullIsNoCursor() {
        assertThat(Pull.fromJson(Json.readObject("{\"cursor\":null}")).cursor()).isEmpty();
    }

    @Test
    void aCodeOfALaterServerDoesNotStopAnOldPhone() {
        PushResult result = PushResult.fromJson(Json.readObject("{\"status\":\"HELD\",\"code\":\"AWAITING_RAIN\"}"));
        assertThat(result.status()).isEqualTo(PushStatus.HELD);
        assertThat(result.code()).isEmpty();
    }

    @Test
    void aPushWithoutOperationsNamesWhatIsMissing() {
        assertThatThrownBy(() -> Push.fromJson(Json.readObject("{\"install_id\":\"x\"}")))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("/ops");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "1447-04-31", "+292278994-08-17T07:12:55.807Z"})
    void aPushWithoutASensibleClockIsReadAllTheSame(String deviceTime) {
        Map<String, Object> json =
                Map.of("install_id", UUID.randomUUID().toString(), "device_time", deviceTime, "ops", List.of());
        assertThat(Push.fromJson(Json.readObject(Json.write(json))).deviceTime())
                .isEmpty();
    }

    @Test
    void anOperationThatCannotBeReadDoesNotSpoilTheEnvelope() {
        Push push = Push.fromJson(Json.readObject(
                "{\"install_id\":\"5b0c1c3e-0f8e-4a7c-8f7e-0a7f3d5a9c21\",\"ops\":[7,null,{\"x\":1}]}"));
        assertThat(push.ops()).hasSize(3);
    }

    @Test
    void theDigestOfALastPageIsTheOneThePhoneCounts() throws IOException {
        PullAnswer page =
                PullAnswer.fromJson(message(read(FOLDER.resolve("pull-answer.last-page-with-tombstone.json"))));
        FeedItem live = page.items().get(0);
        assertThat(Digest.EMPTY.with(live.entity(), live.id(), live.rev()))
                .isEqualTo(page.digests().get("cohort:lhr-03"));
    }

    /** Every status and every code that a phone may be answered has an example. */
    @Test
    void everyStatusAndCodeHasAnExample() throws IOException {
        List<PushResult> results = new ArrayList<>();
        for (Path file : messages()) {
            if (file.getFileName().toString().startsWith("push-answer.")) {
                results.addAll(PushAnswer.fromJson(message(read(file))).results());
            }
        }
        assertThat(results).extracting(PushResult::status).contains(PushStatus.values());
        assertThat(results)
                .flatExtracting(result -> result.code().stream().toList())
                .contains(PushCode.values());
    }

    @Test
    void aProblemSaysItsStatusInItsName() throws IOException {
        for (Path file : messages()) {
            String name = file.getFileName().toString();
            if (name.startsWith("problem.")) {
                assertThat(name).startsWith("problem." + message(read(file)).integer("status") + "-");
            }
        }
    }

    /** What has no class of its own: a phone reads these members, and nothing else of it. */
    private static Map<String, Object> having(Map<String, Object> json, String... members) {
        Map<String, Object> known = new LinkedHashMap<>(json);
        known.remove("of_a_later_version");
        assertThat(known).containsKeys(members);
        return known;
    }

    private static UnaryOperator<Map<String, Object>> throughTheClass(Path file) {
        String name = file.getFileName().toString();
        String kind = name.substring(0, name.indexOf('.'));
        assertThat(THROUGH_THE_CLASSES).as("kinds of message").containsKey(kind);
        return THROUGH_THE_CLASSES.get(kind);
    }

    private static Map<String, Object> read(Path file) throws IOException {
        return Json.readObject(Files.readAllBytes(file)).asMap();
    }

    private static JsonObject message(Map<String, Object> json) {
        return JsonObject.of("", json);
    }
}
