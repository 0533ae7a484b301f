package org.hunar.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.hunar.server.client.Connection;
import org.hunar.server.client.Trust;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;

/** Our own server keeps the whole protocol, as the kit that others use sees it. */
class ExaminationTest {
    @DatabaseTest
    void ourServerPassesEveryCase(TestDatabase.Kind kind) throws Exception {
        try (TestServer server = TestServer.start(kind)) {
            List<String> lines = new ArrayList<>();
            Examination examination = examine(server.uri("/api/v1"), lines);

            assertThat(examination.failed()).as(String.join("\n", lines)).isZero();
            assertThat(lines).hasSameSizeAs(Protocol.CASES);
        }
    }

    private static Examination examine(URI api, List<String> lines) throws IOException, GeneralSecurityException {
        Wire wire = new Wire(new Connection(api.toString(), Trust.usual()));
        Field field = Field.setUp(wire, new Random(), "admin", "sparks fly upwards");
        Examination examination = new Examination(field, lines::add);
        examination.take(Protocol.CASES);
        field.leave();
        return examination;
    }
}
