/**
 * Operations in, documents out. {@link org.hunar.server.sync.Intake} takes what phones (and, through interfaces handed
 * to them, other doors) bring: one transaction, one result an operation, documents derived by the shared Fold.
 * {@link org.hunar.server.sync.Feed} gives the documents of a scope back, each change once, none skipped. Owns the
 * tables entities, operations, held, quarantine, lanes, scopes, feed and epoch. Knows nothing of scores, and keeps
 * no cases: it finds out what there is for a manager to decide, and listeners that are handed in do the rest.
 */
package org.hunar.server.sync;
