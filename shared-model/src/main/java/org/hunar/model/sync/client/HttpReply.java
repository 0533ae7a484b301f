package org.hunar.model.sync.client;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.hunar.model.problem.InvalidException;

/**
 * What came back over HTTP.
 *
 * @param headers name to value, null for one that did not come
 * @param body inflated
 */
record HttpReply(int status, UnaryOperator<String> headers, byte[] body) {
    private static final int OK = 200;
    private static final int REDIRECT = 300;

    boolean isSuccess() {
        return status >= OK && status < REDIRECT;
    }

    /** @throws InvalidException if it is not JSON */
    JsonObject json() {
        return Json.readObject(body);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.apply(name));
    }

    /** A header that is a number without a sign; empty if it is not. */
    Optional<Long> number(String name) {
        return header(name).filter(text -> text.matches("[0-9]{1,15}")).map(Long::parseLong);
    }

    /** What is not a success, as the engine acts on it. */
    TransportException refusal() {
        Optional<JsonObject> problem = problem();
        Optional<Instant> serverTime = number("X-Server-Time").map(Instant::ofEpochMilli);
        return TransportException.refused(
                status,
                problem.flatMap(each -> text(each, "code")),
                status + " " + problem.flatMap(each -> text(each, "detail")).orElse("without a reason"),
                retryAfter(serverTime),
                serverTime);
    }

    /** Empty when it is not a problem of our server's, but perhaps a page of a proxy's. */
    private Optional<JsonObject> problem() {
        try {
            return Optional.of(json());
        } catch (InvalidException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonObject problem, String name) {
        return problem.asMap().get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    /** Seconds, or a date (RFC 9110 §10.2.3), which is compared with the server's clock and not with ours. */
    private Optional<Duration> retryAfter(Optional<Instant> serverTime) {
        Optional<Duration> seconds = number("Retry-After").map(Duration::ofSeconds);
        return seconds.isPresent()
                ? seconds
                : header("Retry-After").flatMap(date -> serverTime.flatMap(now -> until(date, now)));
    }

    private static Optional<Duration> until(String date, Instant now) {
        try {
            Instant then = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(now, then)).filter(wait -> !wait.isNegative());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
