package org.hunar.server.auth;

import java.time.Instant;

/**
 * A session of a browser, as its cookie tells it.
 *
 * @param id by which it is ended
 * @param who has signed in
 * @param formToken stands in every form of its pages, and in no page of anybody else
 * @param since when it began
 * @param until ends by itself
 */
public record PageSession(String id, SignedIn who, String formToken, Instant since, Instant until) {
    @Override
    public String toString() {
        return "PageSession[" + who.user() + "]";
    }
}
