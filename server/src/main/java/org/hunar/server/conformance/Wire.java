package org.hunar.server.conformance;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hunar.server.client.Answer;
import org.hunar.server.client.Call;
import org.hunar.server.client.Connection;
import org.hunar.server.conformance.proxy.Fault;
import org.hunar.server.conformance.proxy.FaultProxy;
import org.hunar.server.conformance.proxy.FaultSource;

/** The way to the server under test; remembers what was said last, and each answer of the run. */
final class Wire {
    private static final int MOST_TRIES = 8;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;
    private static final int SHOWN_BODY = 500;

    private final Connection server;
    private final List<Exchange> exchanges = new ArrayList<>();

    Wire(Connection server) {
        this.server = server;
    }

    /** A question and its answer. */
    record Exchange(Call call, Answer answer) {
        /** Whether the server asks to come again later. */
        boolean isBusy() {
            return answer.status() == TOO_MANY || answer.status() == UNAVAILABLE;
        }
    }

    /** Sends again, as a phone would, while the server is busy. */
    Answer send(Call call) throws IOException {
        Exchange exchange = exchange(call);
        for (int tries = 1; exchange.isBusy() && tries < MOST_TRIES; tries++) {
            pause(exchange.answer());
            exchange = exchange(call);
        }
        return exchange.answer();
    }

    /** Sends a call whose connection breaks off half-way within the request, as a bad network does. */
    void breakOff(Call call) throws IOException {
        URI base = URI.create(server.baseUrl());
        Fault half = new Fault(Fault.Kind.CUT_REQUEST, length -> length / 2, Duration.ZERO);
        FaultProxy.Builder proxy = FaultProxy.to(base).trusting(server.trust()).faults(FaultSource.script(half));
        try (FaultProxy bad = proxy.start()) {
            new Connection(bad.uri() + base.getPath(), server.trust()).send(call);
            throw new Broken("no answer to half a request", "one");
        } catch (ConnectException e) {
            throw e;
        } catch (IOException asIntended) {
            // the very thing that was asked for
        }
    }

    List<Exchange> exchanges() {
        return exchanges;
    }

    /** The last request, without what is secret in it; empty before the first. */
    String lastRequest() {
        if (exchanges.isEmpty()) {
            return "";
        }
        Call call = exchanges.get(exchanges.size() - 1).call();
        String body = call.path().startsWith("/oauth/") || call.path().startsWith("/users/")
                ? "(not shown)"
                : readable(call.body());
        return (call.method() + " " + server.baseUrl() + call.path() + " " + body).trim();
    }

    String lastAnswer() {
        if (exchanges.isEmpty()) {
            return "";
        }
        Exchange last = exchanges.get(exchanges.size() - 1);
        String body = last.call().path().startsWith("/oauth/")
                ? "(not shown)"
                : readable(last.answer().body());
        return last.answer().status() + " " + body;
    }

    private Exchange exchange(Call call) throws IOException {
        Exchange exchange = new Exchange(call, server.send(call));
        exchanges.add(exchange);
        return exchange;
    }

    /** Nothing tells when a server has room again but the time that it names itself. */
    private static void pause(Answer answer) throws IOException {
        Optional<String> seconds = answer.header("Retry-After").filter(text -> text.matches("[0-9]{1,6}"));
        long wanted = Math.max(1, Long.parseLong(seconds.orElse("1")));
        try {
            Thread.sleep(
                    Math.min(LONGEST_WAIT.toMillis(), Duration.ofSeconds(wanted).toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String readable(byte[] body) {
        boolean text = true;
        for (byte each : body) {
            text = text && (each < 0 || each >= ' ' || each == '\n' || each == '\t');
        }
        if (!text) {
            return "(" + body.length + " bytes)";
        }
        String whole = new String(body, StandardCharsets.UTF_8);
        return whole.length() <= SHOWN_BODY ? whole : whole.substring(0, SHOWN_BODY) + " …";
    }
}
