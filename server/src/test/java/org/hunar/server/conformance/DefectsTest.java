package org.hunar.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.hunar.server.client.Connection;
import org.hunar.server.client.Trust;
import org.hunar.server.conformance.AlteredServer.Defect;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A kit that passes everything is worth nothing: servers with one thing wrong each, and the case that must see it. */
class DefectsTest {
    private static final String PUSH = "/sync/push";
    private static final String PULL = "/sync/pull";

    private static TestServer ours;
    private static AlteredServer altered;
    private static Field field;

    @BeforeAll
    static void setUp() throws Exception {
        ours = TestServer.start(TestDatabase.Kind.H2);
        altered = new AlteredServer(ours.uri("/api/v1"));
        Wire wire = new Wire(new Connection(altered.url(), Trust.usual()));
        field = Field.setUp(wire, new Random(), "admin", "sparks fly upwards");
    }

    @AfterAll
    static void tearDown() {
        altered.close();
        ours.close();
    }

    @Test
    void aDuplicateWithoutTheFirstResult() {
        assertThat(failing(PushCases.CASES, results(result -> result.remove("original"))))
                .containsExactly(
                        "a repeated push is DUPLICATE, with the result of the first time",
                        "the same operation twice in a push is its own DUPLICATE",
                        "an operation with its members in another order is the same one",
                        "an operation that comes from another install is the same one");
    }

    @Test
    void resultsOutOfOrder() {
        Defect reversed = json(PUSH, answer -> Collections.reverse(list(answer, "results")));

        assertThat(failing(PushCases.CASES, reversed))
                .contains("results stand in the order of the operations, refused ones between");
    }

    @Test
    void aResultTooFew() {
        Defect cut = json(PUSH, answer -> list(answer, "results").remove(0));

        assertThat(failing(PushCases.CASES, cut)).hasSameSizeAs(PushCases.CASES);
    }

    @Test
    void aConflictThatIsHushedUp() {
        Defect hushed = results(result -> {
            if ("HARD_CONFLICT".equals(result.remove("code"))) {
                result.put("status", "APPLIED");
            }
        });

        assertThat(failing(PushCases.CASES, hushed))
                .contains("different values of one answer are a CONFLICT, HARD_CONFLICT");
    }

    @Test
    void aMarkThatIsOneTooHigh() {
        Defect high = results(result -> {
            if (result.get("mark") instanceof Map<?, ?>) {
                object(result, "mark").replaceAll((scope, seq) -> ((Number) seq).longValue() + 1);
            }
        });

        assertThat(failing(PullCases.CASES, high))
                .containsExactly("a change comes with the next pull, at the place its mark said");
    }

    @Test
    void refusalsThatDoNotSayWhere() {
        assertThat(failing(RefusalCases.CASES, results(result -> result.remove("errors"))))
                .containsExactly(
                        "a missing member is REJECTED, VALIDATION, and the error says which",
                        "an answer that cannot be is REJECTED, VALIDATION, at the question");
    }

    @Test
    void heldWorkWithoutItsNeeds() {
        assertThat(failing(HeldCases.CASES, results(result -> result.remove("needs"))))
                .containsExactly(
                        "an assessment before its participant is HELD, AWAITING_PARTICIPANT",
                        "an amendment before its parent is HELD, AWAITING_PARENT",
                        "an assessment before its instrument is HELD, AWAITING_INSTRUMENT",
                        "an assessment before its photo is HELD, AWAITING_BLOB, and in the feed",
                        "a held operation that comes again is DUPLICATE, as it was held");
    }

    @Test
    void aDigestThatIsOneOff() {
        Defect off = json(PULL, answer -> {
            if (answer.containsKey("digest")) {
                object(answer, "digest")
                        .values()
                        .forEach(digest -> asMap(digest).compute("n", (name, n) -> ((Number) n).longValue() + 1));
            }
        });

        assertThat(failing(PullCases.CASES, off))
                .containsExactly("the digest is the XOR of the first 8 bytes of SHA-256 of entity/id/rev");
    }

    @Test
    void aPageThatIsTheLastAndDoesNotSaySo() {
        Defect cutShort = json(PULL, answer -> answer.put("has_more", false));

        assertThat(failing(PullCases.CASES, cutShort))
                .containsExactly("pages hold at most max_items and end together where one pull ends");
    }

    @Test
    void scopesThatAreTakenAwayInSilence() {
        assertThat(failing(
                        ScopeCases.CASES,
                        json(PULL, answer -> object(answer, "scopes").put("removed", List.of()))))
                .containsExactly("a cohort that is taken away is removed, and nothing of it comes any more");
    }

    @Test
    void aDocumentThatLostAnAnswer() {
        Defect forgetful = json(
                PULL,
                answer -> list(answer, "items").forEach(item -> {
                    if (asMap(item).get("doc") instanceof Map<?, ?> doc
                            && doc.get("answers") instanceof Map<?, ?> answers) {
                        answers.remove("gap");
                    }
                }));

        assertThat(failing(MergeCases.CASES, forgetful))
                .containsExactly(
                        "the document is the fold of its operations, whatever order they come in",
                        "repetitions and cuts into pushes make no difference to the document");
    }

    @Test
    void aTombstoneThatComesBackToLife() {
        Defect alive = json(
                PULL,
                answer -> list(answer, "items").forEach(item -> {
                    if (asMap(item).get("op").equals("DEL")) {
                        asMap(item).put("op", "PUT");
                        asMap(item).put("doc", Map.of());
                    }
                }));

        assertThat(failing(PullCases.CASES, alive))
                .contains(
                        "a removed participant leaves as a DEL with its reason",
                        "an id that was removed is never created again");
    }

    @Test
    void answersWithoutTheServersTime() {
        Defect timeless = (path, answer) -> answer.headers.remove("X-Server-Time");

        assertThat(failing(HelloCases.CASES, timeless))
                .containsExactly("X-Server-Time is the server's time in milliseconds since 1970");
        assertThat(failing(MannersCases.CASES, timeless))
                .contains("every answer of this run has X-Server-Time and X-Request-Id");
    }

    @Test
    void refusalsInAFormOfTheirOwn() {
        Defect html = (path, answer) -> {
            if (answer.status >= 400) {
                answer.headers.put("Content-Type", "text/html");
            }
        };

        assertThat(failing(EnvelopeCases.CASES, html))
                .contains("a push that is not JSON is a 400", "an encoding that nobody knows is a 415");
    }

    @Test
    void aServerThatEndsInAnError() {
        Defect crashed = (path, answer) -> answer.status = path.equals(PUSH) ? 500 : answer.status;

        assertThat(failing(HeldCases.CASES, crashed)).hasSameSizeAs(HeldCases.CASES);
    }

    @Test
    void aServerThatKnowsNothingOfWhatItTook() {
        Defect ignorant = json(
                "/sync/status",
                answer ->
                        list(answer, "results").forEach(result -> asMap(result).put("status", "UNKNOWN")));

        assertThat(failing(StatusCases.CASES, ignorant))
                .containsExactly("a known operation has the result it was answered with at first");
    }

    @Test
    void aPhoneThatIsAnotherOneEachTimeItAsks() {
        Defect forgetful = (path, answer) -> {
            if (path.equals("/devices") && answer.status == 201) {
                Map<String, Object> json = answer.json();
                json.put("device_id", UUID.randomUUID().toString());
                answer.json(json);
            }
        };

        assertThat(failing(DeviceCases.CASES, forgetful))
                .contains("a code enrols a phone, and the same key gets the same answer again");
    }

    @Test
    void aCodeThatServesEverybody() {
        Defect generous = (path, answer) -> answer.status = answer.status == 409 ? 201 : answer.status;

        assertThat(failing(DeviceCases.CASES, generous))
                .containsExactly("a code that one key has used is a 409 to another one");
    }

    @Test
    void aTokenForWhateverIsSaidToBeAPhone() {
        Defect trusting = (path, answer) -> {
            if (path.equals("/oauth/token") && answer.status == 400) {
                answer.status = 200;
                answer.json(Map.of("access_token", "x", "token_type", "Bearer"));
            }
        };

        assertThat(failing(DeviceCases.CASES, trusting))
                .containsExactly(
                        "an assertion that the phone signed is a token, and no second one",
                        "an assertion that another key signed is a 400 invalid_grant");
    }

    @Test
    void aRevokedPhoneWhoseWorkCountsAsEver() {
        Defect trusting = results(result -> {
            if ("AUTHORITY_REVIEW".equals(result.remove("code"))) {
                result.put("status", "APPLIED");
            }
        });

        assertThat(failing(DeviceCases.CASES, trusting))
                .containsExactly("work of a revoked phone is a CONFLICT, AUTHORITY_REVIEW");
    }

    @Test
    void aRevokedPhoneThatPullsAsEver() {
        Defect open = (path, answer) -> answer.status = answer.status == 403 ? 200 : answer.status;

        assertThat(failing(DeviceCases.CASES, open))
                .containsExactly("a revoked phone pulls nothing: 403 DEVICE_REVOKED");
    }

    @Test
    void whatFailedIsToldWithRequestExpectationAndAnswer() {
        List<String> lines = new ArrayList<>();
        examine(
                StatusCases.CASES,
                json("/sync/status", answer -> list(answer, "results").clear()),
                lines);

        assertThat(lines.get(0)).isEqualTo("FAIL  §2  a known operation has the result it was answered with at first");
        assertThat(lines.get(1)).contains("request   POST " + altered.url() + "/sync/status {\"op_ids\":[");
        assertThat(lines.get(2)).contains("answer    200 {");
        assertThat(lines.get(3)).contains("expected  exactly one result");
        assertThat(lines.get(4)).contains("got       0: []");
    }

    private static List<String> failing(List<Case> cases, Defect defect) {
        return examine(cases, defect, new ArrayList<>()).outcomes().stream()
                .filter(outcome -> !outcome.passed())
                .map(outcome -> outcome.tried().says())
                .toList();
    }

    private static Examination examine(List<Case> cases, Defect defect, List<String> lines) {
        altered.suffersFrom(defect);
        try {
            Examination examination = new Examination(field, lines::add);
            examination.take(cases);
            return examination;
        } finally {
            altered.suffersFrom((path, answer) -> {});
        }
    }

    /** Spoils each result of a push. */
    private static Defect results(Consumer<Map<String, Object>> spoil) {
        return json(PUSH, answer -> list(answer, "results").forEach(result -> spoil.accept(asMap(result))));
    }

    /** Spoils the successful answers of a path. */
    private static Defect json(String path, Consumer<Map<String, Object>> spoil) {
        return (called, answer) -> {
            if (called.equals(path) && answer.status == 200) {
                Map<String, Object> json = answer.json();
                spoil.accept(json);
                answer.json(json);
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Map<String, Object> json, String name) {
        return (List<Object>) json.get(name);
    }

    private static Map<String, Object> object(Map<String, Object> json, String name) {
        return asMap(json.get(name));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(Object json) {
        return (Map<String, Object>) json;
    }
}
