package org.hunar.server.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.Captures.id;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.LAHORE;
import static org.hunar.server.testing.WeldingProgramme.PASSWORD;

import java.util.List;
import java.util.Map;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;

/** A phone that asks about work that was held hears that it was released, and a repeat is answered as ever. */
class ReleasedTest {
    private static final Map<String, Object> PHOTO =
            Map.of("sha256", "0f".repeat(32), "size", 1000, "mime", "image/jpeg");

    private final Captures phone = new Captures();
    private final String ali = id();
    private final String sitting = id();

    @DatabaseTest
    void anAssessmentIsReleasedWhenItsParticipantHasCome(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            SyncClient amna = amna(server);
            Map<String, Object> captured = phone.assessment(sitting, ali, Map.of("ppe", "yes"));
            JsonObject held = amna.pushOne(phone.push(captured));
            assertThat(asks(amna, captured).asMap()).isEqualTo(held.asMap());

            amna.push(phone.push(phone.participant(ali, LAHORE, "1")));

            JsonObject released = asks(amna, captured);
            assertThat(released.text("status")).isEqualTo("APPLIED");
            assertThat(released.has("code")).isFalse();
            assertThat(released.texts("needs")).isEmpty();
            assertThat(released.integer("rev")).isEqualTo(1);
            JsonObject again = amna.pushOne(phone.push(captured));
            assertThat(again.text("status")).isEqualTo("DUPLICATE");
            assertThat(again.object("original").asMap()).isEqualTo(held.asMap());
        }
    }

    @DatabaseTest
    void whatIsStillMissingIsNamed(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme programme = WeldingProgramme.setUp(server);
            SyncClient amna = new SyncClient(server, server.token(AMNA, PASSWORD));
            Map<String, Object> captured = phone.assessment(sitting, ali, "2", Map.of("ppe", "yes", "photo", PHOTO));
            amna.push(phone.push(phone.participant(ali, LAHORE, "1")));
            JsonObject held = amna.pushOne(phone.push(captured));
            assertThat(held.texts("needs")).containsExactly("instrument:weld_l2@2", "sha256:" + PHOTO.get("sha256"));

            programme.publish("2");

            JsonObject now = asks(amna, captured);
            assertThat(now.text("status")).isEqualTo("HELD");
            assertThat(now.text("code")).isEqualTo("AWAITING_BLOB");
            assertThat(now.texts("needs")).containsExactly("sha256:" + PHOTO.get("sha256"));
            assertThat(now.object("mark").asMap()).isEqualTo(held.object("mark").asMap());
        }
    }

    @DatabaseTest
    void anAmendmentWhoseParentHasComeIsToldWhatItTurnedOutToBe(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            SyncClient amna = amna(server);
            amna.push(phone.push(phone.participant(ali, LAHORE, "1")));
            Map<String, Object> first = phone.assessment(sitting, ali, Map.of("quality", 1));
            Map<String, Object> fits = amendment(first, 2);
            amna.push(phone.push(fits));
            assertThat(asks(amna, fits).texts("needs")).containsExactly("op:" + first.get("op_id"));

            amna.push(phone.push(first));
            assertThat(asks(amna, fits).text("status")).isEqualTo("APPLIED");

            amna.push(phone.push(amendment(first, 3)));
            JsonObject conflicting = asks(amna, fits);
            assertThat(conflicting.text("status")).isEqualTo("CONFLICT");
            assertThat(conflicting.text("code")).isEqualTo("HARD_CONFLICT");
        }
    }

    /** What it waited for has come, and with it something for a manager to decide: nobody is told that all is well. */
    @DatabaseTest
    void whatOpensACaseOnceItIsReleasedIsToldSo(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            SyncClient amna = amna(server);
            Map<String, Object> one = phone.assessment(sitting, ali, Map.of("quality", 1));
            Map<String, Object> other = phone.assessment(id(), ali, Map.of("quality", 2));
            amna.push(phone.push(one, other));
            assertThat(asks(amna, one).text("code")).isEqualTo("AWAITING_PARTICIPANT");

            Map<String, Object> participant = phone.participant(ali, LAHORE, "1");
            amna.push(phone.push(participant));
            assertThat(asks(amna, one).text("status")).isEqualTo("CONFLICT");
            assertThat(asks(amna, one).text("code")).isEqualTo("DUPLICATE_ATTEMPT");

            amna.push(phone.push(declaredVoid(other)));
            assertThat(asks(amna, one).text("status")).isEqualTo("APPLIED");
            amna.push(phone.push(declaredVoid(participant)));
            assertThat(asks(amna, one).text("status")).isEqualTo("CONFLICT");
            assertThat(asks(amna, one).text("code")).isEqualTo("PARTICIPANT_REMOVED");
        }
    }

    /** An amendment came first. What it amends has come since, and is not there for anybody yet either. */
    @DatabaseTest
    void anAmendmentWaitsForWhatItsParentWaitsFor(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme programme = WeldingProgramme.setUp(server);
            SyncClient amna = new SyncClient(server, server.token(AMNA, PASSWORD));
            Map<String, Object> first = phone.assessment(sitting, ali, "2", Map.of("ppe", "yes", "photo", PHOTO));
            Map<String, Object> later = amendment(first, 2);
            amna.push(phone.push(later));

            amna.push(phone.push(first));
            assertThat(asks(amna, later).text("status")).isEqualTo("HELD");
            assertThat(asks(amna, later).text("code")).isEqualTo("AWAITING_PARTICIPANT");
            assertThat(asks(amna, later).texts("needs")).containsExactly("participant:" + ali);

            amna.push(phone.push(phone.participant(ali, LAHORE, "1")));
            assertThat(asks(amna, later).text("code")).isEqualTo("AWAITING_INSTRUMENT");
            assertThat(asks(amna, later).texts("needs")).containsExactly("instrument:weld_l2@2");
            assertThat(asks(amna, later).integer("rev")).isEqualTo(1);

            programme.publish("2");
            assertThat(asks(amna, later).text("status"))
                    .as("the photo is what its parent needs")
                    .isEqualTo("APPLIED");
            assertThat(asks(amna, first).text("code")).isEqualTo("AWAITING_BLOB");
        }
    }

    /** As it would be answered if it came only now. */
    @DatabaseTest
    void whoWasNamedByMistakeIsNotWaitedForOnceThatIsPutRight(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            SyncClient amna = amna(server);
            amna.push(phone.push(phone.participant(ali, LAHORE, "1")));
            Map<String, Object> first = phone.assessment(sitting, id(), Map.of("ppe", "yes"));
            amna.push(phone.push(first));
            assertThat(asks(amna, first).text("code")).isEqualTo("AWAITING_PARTICIPANT");

            amna.push(phone.push(
                    phone.amend("assessment", sitting, List.of(first.get("op_id")), Map.of("participant_id", ali))));
            assertThat(asks(amna, first).text("status")).isEqualTo("APPLIED");
        }
    }

    private Map<String, Object> declaredVoid(Map<String, Object> seen) {
        return phone.operation(
                (String) seen.get("entity"),
                (String) seen.get("entity_id"),
                "void",
                List.of(seen.get("op_id")),
                Map.of("reason", "a test"));
    }

    private Map<String, Object> amendment(Map<String, Object> seen, int quality) {
        return phone.amend(
                "assessment", sitting, List.of(seen.get("op_id")), Map.of("answers", Map.of("quality", quality)));
    }

    private static JsonObject asks(SyncClient client, Map<String, Object> operation) {
        return client.status(List.of(operation.get("op_id"))).get(0);
    }

    private static SyncClient amna(TestServer server) {
        WeldingProgramme.setUp(server);
        return new SyncClient(server, server.token(AMNA, PASSWORD));
    }
}
