package org.hunar.server.review;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hunar.server.sync.Candidate;
import org.hunar.server.sync.FoundCase;

/**
 * A case and its fate.
 *
 * @param what it is about, with the candidates as they were last
 * @param closing absent while it is open
 */
record Case(UUID id, FoundCase what, Instant openedAt, Optional<Closing> closing) {
    /**
     * How a case ended.
     *
     * @param by the manager who decided; absent when its cause went away
     */
    record Closing(Instant at, Optional<String> by, Optional<String> remark) {}

    boolean isOpen() {
        return closing.isEmpty();
    }

    Case with(List<Candidate> candidates) {
        FoundCase now =
                new FoundCase(what.kind(), what.programme(), what.entityType(), what.entity(), what.path(), candidates);
        return new Case(id, now, openedAt, closing);
    }

    Case closed(Instant at) {
        return new Case(id, what, openedAt, Optional.of(new Closing(at, Optional.empty(), Optional.empty())));
    }
}
