package org.hunar.server.sync;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hunar.server.storage.Transaction;

/** Is told, in the transaction of a push and while its entities are locked, which cases there are now. */
public interface CaseListener {
    void found(Transaction tx, Instant now, Findings findings);

    /**
     * Is told, in the transaction of it and after the cases were found anew, that people were erased.
     *
     * @param subjects participants and assessments whose cases, also decided ones, keep no value and no remark
     * @return how many cases that were
     */
    int erased(Transaction tx, Set<UUID> subjects);

    /**
     * What was looked at, and what was found there. A case of what was looked at that is not found is over; a fork never
     * is, so that what is found of it only adds to what was.
     *
     * @param entities participants and assessments all of whose operations were looked at
     * @param people participants all of whose assessments were looked at
     */
    record Findings(Set<UUID> entities, Set<UUID> people, List<FoundCase> found) {
        private static final char POINTER = '/';

        /** Whether the case would have been found if there still were one. */
        public boolean cover(CaseKind kind, UUID entity, String path) {
            if (kind == CaseKind.FORKED_INSTALL) {
                return false;
            }
            boolean isAttempt = !path.isEmpty() && path.charAt(0) != POINTER;
            return (isAttempt ? people : entities).contains(entity);
        }

        /** Everything of which there may be cases to compare with. */
        public Set<UUID> subjects() {
            Set<UUID> subjects = new HashSet<>(entities);
            subjects.addAll(people);
            found.forEach(each -> subjects.add(each.entity()));
            return subjects;
        }
    }
}
