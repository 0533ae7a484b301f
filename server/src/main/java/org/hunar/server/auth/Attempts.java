package org.hunar.server.auth;

/** Counts by address what was tried and was wrong. */
public interface Attempts {
    /** @throws org.hunar.server.http.ProblemException 429 with {@code Retry-After} if there was too much of it */
    void admit(String address);

    void wrong(String address);
}
