package org.hunar.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.junit.jupiter.api.Test;

class ProblemsOverHttpTest {
    @Test
    void whatIsNotThereIsAProblem() {
        try (TestServer server = TestServer.start(TestDatabase.Kind.H2)) {
            HttpResponse<String> answer = server.get("/api/v1/nothing", "");

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.headers().firstValue("X-Server-Time"))
                    .contains(Long.toString(TestServer.START.toEpochMilli()));
            JsonObject problem = TestServer.json(answer);
            assertThat(problem.text("code")).isEqualTo("NOT_FOUND");
            assertThat(problem.text("request_id"))
                    .isEqualTo(answer.headers().firstValue("X-Request-Id").orElseThrow());
        }
    }
}
