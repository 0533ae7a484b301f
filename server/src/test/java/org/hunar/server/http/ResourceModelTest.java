package org.hunar.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.junit.jupiter.api.Test;

class ResourceModelTest {
    /** No start looks for them ({@link HttpFeature}). */
    @Test
    void jerseyFindsNoFaultInWhatAnswers() {
        try (TestServer server = TestServer.start(TestDatabase.Kind.H2)) {
            assertThat(server.endpoints()).isNotEmpty();
            assertThat(server.issues()).isEmpty();
        }
    }
}
