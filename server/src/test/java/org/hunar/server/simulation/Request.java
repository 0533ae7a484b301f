package org.hunar.server.simulation;

import java.util.Arrays;

/**
 * A request on its way.
 *
 * @param user who is signed in
 * @param body JSON in UTF-8, inflated; empty where there is none
 */
record Request(Path path, String user, byte[] body) {
    /** Which of the calls of a phone. */
    enum Path {
        HELLO,
        PUSH,
        PULL,
        STATUS
    }

    Request cutAt(int bytes) {
        return new Request(path, user, Arrays.copyOf(body, bytes));
    }

    @Override
    public String toString() {
        return path + " of " + user + " (" + body.length + " bytes)";
    }
}
