package org.hunar.server.auth;

import java.time.Instant;

/**
 * Where somebody is signed in by pages, as it is listed.
 *
 * @param id by which it is ended; it opens nothing
 * @param browser what kind it is, see {@link BrowserName}; empty if it is not known
 * @param lastSeen to within some minutes
 */
public record OpenSession(String id, String browser, Instant since, Instant lastSeen) {}
