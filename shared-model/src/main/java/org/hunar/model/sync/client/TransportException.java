package org.hunar.model.sync.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A request that got no answer, or not the one it asked for. */
public final class TransportException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient Optional<String> code;
    private final transient Optional<Duration> retryAfter;
    private final transient Optional<Instant> serverTime;

    private TransportException(
            String message,
            Throwable cause,
            int status,
            Optional<String> code,
            Optional<Duration> retryAfter,
            Optional<Instant> serverTime) {
        super(message, cause);
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
        this.serverTime = serverTime;
    }

    /** No answer that can be read: no network, a cut connection, a page of some hotel's Wi-Fi. */
    public static TransportException noAnswer(String message, Throwable cause) {
        return new TransportException(message, cause, 0, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * A refusal.
     *
     * @param status of HTTP
     * @param code of the problem (RFC 9457); absent when the refusal is not our server's own
     */
    public static TransportException refused(
            int status,
            Optional<String> code,
            String message,
            Optional<Duration> retryAfter,
            Optional<Instant> serverTime) {
        return new TransportException(message, null, status, code, retryAfter, serverTime);
    }

    /** Status of HTTP, or 0 when there was no answer. */
    public int status() {
        return status;
    }

    /** Whether nothing came back that can be read: the request may have arrived, or not. */
    public boolean isNoAnswer() {
        return status == 0;
    }

    public Optional<String> code() {
        return code;
    }

    public boolean hasCode(String expected) {
        return code.filter(expected::equals).isPresent();
    }

    /** How long the server asks to be left alone. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /** From {@code X-Server-Time}. */
    public Optional<Instant> serverTime() {
        return serverTime;
    }
}
