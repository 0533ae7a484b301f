package org.hunar.server.conformance;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.Limits;
import org.hunar.server.client.Answer;
import org.hunar.server.client.Call;

/** What a server says of itself, and of whoever calls. */
final class HelloCases {
    static final List<Case> CASES = List.of(
            new Case("§2", "GET /hello needs no token and says time, protocol and epoch", HelloCases::hello),
            new Case("§3", "GET /hello announces limits, none below what version 1 promises", HelloCases::limits),
            new Case("§2", "X-Server-Time is the server's time in milliseconds since 1970", HelloCases::time),
            new Case("§2", "each answer has an X-Request-Id of its own", HelloCases::requestIds),
            new Case("§2", "GET /me says who calls, with grants and scopes", HelloCases::me),
            new Case("§2", "a path that does not exist is a 404 like any other problem", HelloCases::notFound));

    private static final Duration TOLERANCE = Duration.ofSeconds(10);

    private HelloCases() {}

    private static void hello(Field field) throws IOException {
        JsonObject hello = sayHello(field);
        JsonObject protocol = hello.object("protocol");
        Expect.that(
                protocol.integer("min") <= 1 && protocol.integer("max") >= 1, "protocol 1 in range", protocol.asMap());
        Expect.that(hello.integer("epoch") >= 1, "an epoch from 1", hello.integer("epoch"));
        String time = hello.text("server_time");
        Expect.that(
                time.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"), "RFC 3339 in UTC with ms", time);
    }

    private static void limits(Field field) throws IOException {
        JsonObject limits = sayHello(field).object("limits");
        Limits.DEFAULT
                .toJson()
                .forEach((name, promised) -> Expect.that(
                        limits.optionalInteger(name).orElse(0L) >= ((Number) promised).longValue(),
                        name + " >= " + promised,
                        limits.asMap()));
    }

    private static void time(Field field) throws IOException {
        Answer answer = field.wire().send(Call.get("/hello"));
        String header = Expect.header(answer, "X-Server-Time");
        Expect.that(header.matches("[0-9]+"), "milliseconds", header);
        Duration off = Duration.between(
                Instant.ofEpochMilli(Long.parseLong(header)), answer.json().instant("server_time"));
        Expect.that(off.abs().compareTo(TOLERANCE) < 0, "the same time as in server_time", off);
    }

    private static void requestIds(Field field) throws IOException {
        String one = Expect.header(field.wire().send(Call.get("/hello")), "X-Request-Id");
        String other = Expect.header(field.wire().send(Call.get("/hello")), "X-Request-Id");
        Expect.that(!one.equals(other), "two ids", one);
    }

    private static void me(Field field) throws IOException {
        JsonObject me = Expect.ok(field.trainer().send(Call.get("/me")));
        Expect.equal("name", field.trainer().name(), me.text("name"));
        Expect.equal("scopes", List.of(field.scope(), field.programmeScope()), me.texts("scopes"));
        Expect.that(!me.objects("grants").isEmpty(), "grants", me.asMap());
    }

    private static void notFound(Field field) throws IOException {
        Expect.problem(field.trainer().send(Call.get("/no/such/thing")), 404);
    }

    private static JsonObject sayHello(Field field) throws IOException {
        return Expect.ok(field.wire().send(Call.get("/hello")));
    }
}
