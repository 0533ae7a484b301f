package org.hunar.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BodiesTest {
    private static final int MIB = 1024 * 1024;
    private static final String[] GZIP_JSON = {"Content-Type", "application/json", "Content-Encoding", "gzip"};
    private static ProbeServer server;

    @BeforeAll
    static void start() {
        server = ProbeServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void jsonGoesInAndOut() throws Exception {
        HttpResponse<String> answer = server.post(
                "{\"name\":\"محمد علی\",\"n\":1.50}".getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "application/json");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body()).isEqualTo("{\"name\":\"محمد علی\",\"n\":1.50}");
    }

    @Test
    void gzipIsInflated() throws Exception {
        HttpResponse<String> answer = server.post(gzip("{\"n\":1}".getBytes(StandardCharsets.UTF_8)), GZIP_JSON);

        assertThat(answer.body()).isEqualTo("{\"n\":1}");
    }

    @Test
    void whatIsNoJsonIsRefusedWithItsPlace() throws Exception {
        HttpResponse<String> answer =
                server.post("{\"n\":".getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json");

        assertThat(answer.statusCode()).isEqualTo(400);
        JsonObject error = Json.readObject(answer.body()).objects("errors").get(0);
        assertThat(error.text("code")).isEqualTo("NOT_JSON");
    }

    @Test
    void aBodyFullOfTinyValuesIsRefused() throws Exception {
        byte[] body = ("{\"items\":[" + "[],".repeat(5 * MIB) + "[]]}").getBytes(StandardCharsets.US_ASCII);

        HttpResponse<String> answer = server.post(body, "Content-Type", "application/json");

        assertProblem(answer, 400, "VALIDATION");
        JsonObject error = Json.readObject(answer.body()).objects("errors").get(0);
        assertThat(error.text("code")).isEqualTo("TOO_MANY_VALUES");
        assertThat(error.text("message")).contains("send it in parts");
    }

    @Test
    void nothingIsNoJson() throws Exception {
        assertProblem(server.post(new byte[0], "Content-Type", "application/json"), 400, "VALIDATION");
    }

    @Test
    void anotherCharsetThanUtf8IsRefused() throws Exception {
        assertProblem(
                server.post("{}".getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json; charset=utf-16"),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void anUnknownEncodingIsRefused() throws Exception {
        HttpResponse<String> answer = server.post(
                "{}".getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json", "Content-Encoding", "br");

        assertProblem(answer, 415, "UNSUPPORTED_ENCODING");
        assertThat(answer.headers().firstValue("Accept-Encoding")).contains("gzip, identity");
    }

    @Test
    void aBrokenGzipIsRefused() throws Exception {
        byte[] gzip = gzip(jsonOf(incompressible(10_000)));

        assertProblem(server.post("{}".getBytes(StandardCharsets.UTF_8), GZIP_JSON), 400, "BROKEN_GZIP");
        assertProblem(server.post(Arrays.copyOf(gzip, gzip.length / 2), GZIP_JSON), 400, "BROKEN_GZIP");
        gzip[gzip.length / 2] ^= 1;
        assertProblem(server.post(gzip, GZIP_JSON), 400, "BROKEN_GZIP");
    }

    @Test
    void aBodyOverTheLimitIsRefused() throws Exception {
        assertProblem(server.post(jsonOf("a".repeat(17 * MIB)), "Content-Type", "application/json"), 413, "TOO_LARGE");
    }

    @Test
    void aBodyOfUnknownLengthOverTheLimitIsRefused() throws Exception {
        byte[] body = jsonOf("a".repeat(17 * MIB));
        HttpRequest.Builder request = server.request("/echo")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

        assertProblem(server.send(request), 413, "TOO_LARGE");
    }

    @Test
    void aCompressedBodyOverTheLimitIsRefused() throws Exception {
        assertProblem(server.post(gzip(jsonOf(incompressible(3 * MIB))), GZIP_JSON), 413, "TOO_LARGE");
    }

    @Test
    void aGzipThatInflatesWithoutEndCostsNoMoreThanTheLimit() throws Exception {
        byte[] bomb = gzip(new byte[900 * MIB / 1024], 1024);
        long before = usedMemory();

        assertProblem(server.post(bomb, GZIP_JSON), 413, "TOO_LARGE");
        assertThat(usedMemory() - before).isLessThan(64L * MIB);
    }

    @Test
    void aBodyThatInflatesALittleMoreThanUsualIsTaken() throws Exception {
        byte[] small = gzip(jsonOf("a".repeat(60_000)));

        assertThat(server.post(small, GZIP_JSON).statusCode()).isEqualTo(200);
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(Json.readObject(answer.body()).text("code")).isEqualTo(code);
    }

    private static byte[] jsonOf(String text) {
        return ("{\"text\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8);
    }

    private static String incompressible(int length) {
        return new Random(3)
                .ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        return gzip(plain, 1);
    }

    private static byte[] gzip(byte[] plain, int times) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < times; i++) {
                gzip.write(plain);
            }
        }
        return bytes.toByteArray();
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
