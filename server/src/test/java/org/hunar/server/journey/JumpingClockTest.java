package org.hunar.server.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hunar.server.testing.WeldingProgramme.AMNA;
import static org.hunar.server.testing.WeldingProgramme.PASSWORD;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.hunar.server.testing.WeldingProgramme;
import org.hunar.server.testing.WitnessPhone;

/** The server's own clock jumps by years, back and forth, while phones push: nothing is refused, nothing is lost. */
class JumpingClockTest {
    private static final List<Instant> TIMES = List.of(
            TestServer.START,
            Instant.parse("1970-01-01T00:00:01Z"),
            Instant.parse("2036-02-29T23:59:59Z"),
            TestServer.START.minus(Duration.ofDays(400)),
            TestServer.START.plus(Duration.ofMinutes(1)));

    @DatabaseTest
    void nothingIsRefusedAndTheFeedGoesOn(TestDatabase.Kind kind) {
        try (TestServer server = TestServer.start(kind)) {
            WeldingProgramme.setUp(server);
            WitnessPhone phone = new WitnessPhone();
            String cursor = null;
            for (Instant time : TIMES) {
                server.clock().set(time);
                SyncClient client = new SyncClient(server, server.token(AMNA, PASSWORD));
                assertThat(phone.pushNew(client).statusCode()).isEqualTo(200);

                var page = client.pull(cursor);
                assertThat(page.items()).as("what is new at %s", time).isNotEmpty();
                assertThat(page.hasMore()).isFalse();
                cursor = page.cursor();
                WitnessPhone.assertNothingIsLost(client, List.of(phone));
            }
        }
    }
}
