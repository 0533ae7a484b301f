package org.hunar.server.simulation;

import java.util.Arrays;
import java.util.Map;

/**
 * A request on its way.
 *
 * @param user who is signed in
 * @param headers those that a call reads
 * @param body JSON in UTF-8, inflated, or the bytes of a file; empty where there is none
 * @param isCut whether it ends before what was sent does
 */
record Request(Path path, String user, Map<String, String> headers, byte[] body, boolean isCut) {
    Request(Path path, String user, byte[] body) {
        this(path, user, Map.of(), body, false);
    }

    /** Which of the calls of a phone. */
    enum Path {
        HELLO,
        PUSH,
        PULL,
        STATUS,
        ANNOUNCE,
        APPEND,
        SUBMIT
    }

    Request cutAt(int bytes) {
        return new Request(path, user, headers, Arrays.copyOf(body, bytes), true);
    }

    @Override
    public String toString() {
        return path + " of " + user + (headers.isEmpty() ? "" : " " + headers) + " (" + body.length + " bytes)";
    }
}
