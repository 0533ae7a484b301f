/**
 * Programmes, their cohorts and the skills that they train.
 *
 * <p>Owns the tables {@code programmes}, {@code cohorts} and {@code skills}. Other features read through {@link
 * org.hunar.server.programme.Programmes}; nobody else writes. Every change counts the revision of what was changed, which
 * is its ETag, and is told in the same transaction to a {@link org.hunar.server.programme.ProgrammeListener}, so that it
 * reaches the phones. The list of trainers of a cohort is kept here and granted through {@code auth}.
 */
package org.hunar.server.programme;
