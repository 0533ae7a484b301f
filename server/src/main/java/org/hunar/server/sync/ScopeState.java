package org.hunar.server.sync;

import org.hunar.model.sync.Digest;

/** How far a scope's counter has come, and what the scope holds. */
record ScopeState(String scope, long seq, Digest digest) {
    static ScopeState empty(String scope) {
        return new ScopeState(scope, 0, Digest.EMPTY);
    }
}
