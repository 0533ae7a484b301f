package org.hunar.server.auth;

/**
 * Somebody who has shown who he is, as a session of a browser remembers it.
 *
 * @param user the user's name
 * @param credential counts the changes of the user's password: a session that began before one ends
 */
public record SignedIn(String user, int credential) {}
