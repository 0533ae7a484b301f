package org.hunar.server.testing;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.WeldingProgramme.LAHORE;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;

/** Pushes people and their assessments, one operation each, and remembers all it was told: it can say what was lost. */
public final class WitnessPhone {
    private static final int USUALLY = 5;
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    /** A phone that is asked to come again does so. */
    private static final int MOST_ATTEMPTS = 5;

    private static final int MOST_TRIES = 1200;
    private static final int REST_MILLIS = 50;

    private final Captures captures = new Captures();
    private final List<String> captured = new ArrayList<>();
    private final Map<String, Map<String, Object>> acknowledged = new HashMap<>();
    private final String cohort;
    private final int peopleOfPush;
    private Map<String, Object> underWay = Map.of();

    public WitnessPhone() {
        this(LAHORE, USUALLY);
    }

    /**
     * A phone of a cohort.
     *
     * @param peopleOfPush each push brings so many, and an assessment of each
     */
    public WitnessPhone(String cohort, int peopleOfPush) {
        this.cohort = cohort;
        this.peopleOfPush = peopleOfPush;
    }

    /**
     * What was acknowledged is known with the result that was told; what was under way is stored whole or not at all,
     * and goes through now; each thing captured is there once.
     */
    public static void assertNothingIsLost(SyncClient client, List<WitnessPhone> phones) {
        phones.forEach(phone -> phone.assertAcknowledgedIsKnown(client));
        phones.forEach(phone -> phone.repeatWhatWasUnderWay(client));
        phones.forEach(phone -> phone.assertAcknowledgedIsKnown(client));

        Set<String> scopes =
                phones.stream().map(phone -> "cohort:" + phone.cohort).collect(toSet());
        Map<String, Long> revisions = new HashMap<>();
        client.pullAll().values().stream()
                .filter(item -> scopes.contains(item.scope()))
                .filter(item -> !item.entity().equals("cohort"))
                .forEach(item -> revisions.put(item.id(), item.rev()));
        List<String> captured =
                phones.stream().flatMap(phone -> phone.captured.stream()).toList();
        assertThat(revisions.keySet()).containsExactlyInAnyOrderElementsOf(captured);
        assertThat(revisions.values())
                .as("what is applied twice has a second revision")
                .allMatch(revision -> revision == 1);
    }

    /**
     * Pushes on and on.
     *
     * @param answers counted down at each that acknowledged something
     * @return the status of the answer that was none such, 0 if the connection broke
     */
    public int pushUntilCutOff(SyncClient client, CountDownLatch answers) {
        try {
            int status = pushNew(client).statusCode();
            while (status == OK) {
                answers.countDown();
                status = pushNew(client).statusCode();
            }
            return status;
        } catch (UncheckedIOException noAnswer) {
            return 0;
        }
    }

    /**
     * Captures, and pushes that once.
     *
     * @param headers further ones, name and value in turn
     */
    public HttpResponse<String> pushNew(SyncClient client, String... headers) {
        capture();
        return repeat(client, headers);
    }

    /** Captures, and returns the push with it; for {@link #repeat} or for somebody else to send. */
    public String capture() {
        List<Object> operations = new ArrayList<>();
        for (int i = 0; i < peopleOfPush; i++) {
            String person = Captures.id();
            String assessment = Captures.id();
            operations.add(captures.participant(person, cohort, person));
            operations.add(captures.assessment(assessment, person, Map.of("ppe", "yes", "quality", 7)));
            captured.add(person);
            captured.add(assessment);
        }
        underWay = captures.push(operations);
        return Json.write(underWay);
    }

    /**
     * Captures, and pushes that until it is acknowledged: by the first of the servers that answers, as a phone does behind
     * a load balancer, with a short rest when none does.
     *
     * @return how often it had to try again
     */
    public int pushUntilTaken(List<SyncClient> servers) throws InterruptedException {
        capture();
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            try {
                if (repeat(servers.get(tries % servers.size())).statusCode() == OK) {
                    return tries;
                }
            } catch (UncheckedIOException noAnswer) {
                // the next server, or the same one later
            }
            TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
        }
        throw new IllegalStateException("no server took a push in " + MOST_TRIES + " tries");
    }

    /** Pushes once more what was captured last. */
    public HttpResponse<String> repeat(SyncClient client, String... headers) {
        HttpResponse<String> answer = client.pushRaw(Json.write(underWay).getBytes(StandardCharsets.UTF_8), headers);
        if (answer.statusCode() == OK) {
            ApiClient.json(answer).objects("results").forEach(this::acknowledge);
        }
        return answer;
    }

    private void assertAcknowledgedIsKnown(SyncClient client) {
        Map<String, Map<String, Object>> known = new HashMap<>();
        client.status(List.copyOf(acknowledged.keySet()))
                .forEach(result -> known.put(result.text("op_id"), result.asMap()));

        assertThat(known).isEqualTo(acknowledged);
    }

    /** A push is kept whole or not at all; told again, the server says what it said or would have said. */
    private void repeatWhatWasUnderWay(SyncClient client) {
        if (captured.isEmpty()) {
            return;
        }
        HttpResponse<String> answer = repeat(client);
        for (int asked = 1; asked < MOST_ATTEMPTS && answer.statusCode() == UNAVAILABLE; asked++) {
            answer = repeat(client);
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(OK);
        List<JsonObject> first = ApiClient.json(answer).objects("results");
        assertThat(first.stream().map(result -> result.text("status")).distinct())
                .hasSize(1)
                .containsAnyOf("APPLIED", "DUPLICATE");

        assertThat(client.push(underWay)).allSatisfy(result -> {
            assertThat(result.text("status")).isEqualTo("DUPLICATE");
            assertThat(result.object("original").asMap()).isEqualTo(acknowledged.get(result.text("op_id")));
        });
    }

    private void acknowledge(JsonObject result) {
        if (!result.text("status").equals("RETRY")) {
            JsonObject original = result.optionalObject("original").orElse(result);
            assertThat(original.text("status")).isEqualTo("APPLIED");
            acknowledged.put(result.text("op_id"), original.asMap());
        }
    }
}
