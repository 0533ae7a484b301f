package org.hunar.server.conformance;

import java.io.IOException;

/**
 * One thing that the protocol promises.
 *
 * @param section of the protocol that promises it, such as {@code §3}
 * @param says the promise, in a sentence
 * @param check ends quietly if the server keeps it
 */
record Case(String section, String says, Check check) {
    /** Finds out whether a server keeps a promise. */
    interface Check {
        /**
         * @throws Broken if it does not
         * @throws IOException if no answer came
         */
        void on(Field field) throws IOException;
    }
}
