package org.hunar.server.openrosa;

import java.util.Set;
import org.hunar.model.programme.CohortId;

/**
 * A form as it was filled in and sent.
 *
 * @param cohorts to which the sender may send
 */
record Sent(Sender sender, Set<CohortId> cohorts, FilledForm filled) {}
