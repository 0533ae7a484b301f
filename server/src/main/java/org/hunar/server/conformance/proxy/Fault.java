package org.hunar.server.conformance.proxy;

import java.time.Duration;
import java.util.function.IntUnaryOperator;

/**
 * What goes wrong with one request.
 *
 * @param kind of fault
 * @param cut length of a message to the number of its bytes that arrive; of the two kinds that cut
 * @param delay before anything else happens
 */
public record Fault(Kind kind, IntUnaryOperator cut, Duration delay) {
    /** What goes wrong. */
    public enum Kind {
        /** Nothing. */
        NONE,
        /** The server never sees the request; the app's connection ends without an answer. */
        DROP_REQUEST,
        /** The server does what was asked; the app's connection ends without an answer. */
        DROP_REPLY,
        /** The server's connection ends within the request, the app's without an answer. */
        CUT_REQUEST,
        /** The server does what was asked; the app's connection ends within the answer. */
        CUT_REPLY,
        /** The server gets the request twice, one after the other; the app gets the second answer. */
        DUPLICATE,
        /** The server gets the request after the next one; the app's connection ends without an answer. */
        REORDER,
        /** The server never sees the request; the app is told to come again in a second. */
        STATUS_503
    }

    private static final IntUnaryOperator WHOLE = length -> length;

    public static Fault of(Kind kind) {
        return new Fault(kind, WHOLE, Duration.ZERO);
    }

    public static Fault none() {
        return of(Kind.NONE);
    }

    /** The first bytes of the request reach the server, and no more. */
    public static Fault cutRequestAt(int bytes) {
        return new Fault(Kind.CUT_REQUEST, length -> Math.min(bytes, length), Duration.ZERO);
    }

    /** The first bytes of the answer reach the app, and no more. */
    public static Fault cutReplyAt(int bytes) {
        return new Fault(Kind.CUT_REPLY, length -> Math.min(bytes, length), Duration.ZERO);
    }

    public Fault after(Duration wait) {
        return new Fault(kind, cut, wait);
    }
}
