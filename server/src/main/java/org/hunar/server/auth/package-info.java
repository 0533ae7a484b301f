/**
 * People: who they are, what they may do, and the tokens by which a call says who makes it.
 *
 * <p>Owns the tables {@code users}, {@code grants}, {@code audit}, {@code audit_head}, {@code page_sessions} and {@code
 * ended_sessions}. Every resource asks for a {@link org.hunar.server.auth.Caller}; the features above call {@link org.hunar.server.auth.Users} for what a user was granted,
 * now or earlier. A grant is never deleted: it ends, so that work captured offline can be judged by what was granted when
 * it was captured. Users and grants are read on every call, so a revocation works at once. What was done, and what was refused, stands in
 * the audit, each entry with the hash of the one before.
 */
package org.hunar.server.auth;
