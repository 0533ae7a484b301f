package org.hunar.server.sync;

import org.hunar.model.sync.Digest;

/**
 * How far a scope's counter has come, and what the scope holds.
 *
 * @param purged greatest number of a tombstone that is gone; 0 when none is
 */
record ScopeState(String scope, long seq, Digest digest, long purged) {
    /** After one more change. */
    ScopeState next(Digest afterIt) {
        return new ScopeState(scope, seq + 1, afterIt, purged);
    }
}
