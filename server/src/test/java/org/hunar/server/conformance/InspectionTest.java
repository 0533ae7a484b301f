package org.hunar.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.Captures.id;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.CODE;
import static org.hunar.server.testing.WeldingProgramme.LAHORE;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hunar.server.client.Connection;
import org.hunar.server.client.Trust;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;

/** An app developer asks what the server got from the app. */
class InspectionTest {
    private final Captures app = new Captures();
    private final List<String> lines = new ArrayList<>();

    @DatabaseTest
    void anAppThatIsThrough(TestDatabase.Kind kind) throws Exception {
        try (TestServer server = TestServer.start(kind)) {
            String token = worked(server);
            pulls(server, token, 0);

            assertThat(isSound(server)).as(lines.toString()).isTrue();
            assertThat(lines)
                    .containsExactly(
                            "PASS  last heard 2026-09-20T09:00:00.000Z, signed in as amna",
                            "PASS  0 unsent, by its last pull",
                            "PASS  0 operations refused",
                            "PASS  no device_seq stands for two operations",
                            "PASS  2 operations on 1 assessments, device_seq 2 to 3,"
                                    + " 0 numbers between them not among these");
        }
    }

    @DatabaseTest
    void anAppThatIsNot(TestDatabase.Kind kind) throws Exception {
        try (TestServer server = TestServer.start(kind)) {
            String token = worked(server);
            SyncClient amna = new SyncClient(server, token);
            Map<String, Object> copied = app.participant(id(), LAHORE, "9");
            copied.put("device_seq", 1);
            amna.push(app.push(copied, app.participant(id(), "no-such-cohort", "8")));
            pulls(server, token, 4);

            assertThat(isSound(server)).isFalse();
            assertThat(lines)
                    .contains(
                            "FAIL  4 unsent, by its last pull",
                            "FAIL  1 operations refused",
                            "FAIL  one device_seq stands for two operations");
        }
    }

    @DatabaseTest
    void anAppThatNeverCame(TestDatabase.Kind kind) throws Exception {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme.setUp(server);

            assertThat(isSound(server)).isFalse();
            assertThat(lines.get(0)).startsWith("FAIL  the server has never heard");
        }
    }

    /** Somebody and an assessment, which is amended; returns the token of who did it. */
    private String worked(TestServer server) {
        String token = WeldingProgramme.setUp(server).tokenOf(AMNA);
        String person = id();
        String sitting = id();
        Map<String, Object> captured = app.assessment(sitting, person, Map.of("ppe", "no"));
        Map<String, Object> created = app.participant(person, LAHORE, "1");
        created.put("device_seq", 1);
        captured.put("device_seq", 2);
        Map<String, Object> amended = app.amend(
                "assessment", sitting, List.of(captured.get("op_id")), Map.of("answers", Map.of("ppe", "yes")));
        amended.put("device_seq", 3);
        new SyncClient(server, token).push(app.push(created, captured, amended));
        return token;
    }

    private void pulls(TestServer server, String token, int unsent) {
        Map<String, Object> pull = Map.of("install_id", app.install.toString(), "unsent", unsent);
        assertThat(server.post("/api/v1/sync/pull", token, pull).statusCode()).isEqualTo(200);
    }

    private boolean isSound(TestServer server) throws IOException, GeneralSecurityException {
        Wire wire = new Wire(new Connection(server.uri("/api/v1").toString(), Trust.usual()));
        Person admin = Person.signIn(wire, "admin", "sparks fly upwards");
        return new Inspection(admin, CODE, app.install.toString(), lines::add).inspect();
    }
}
