package org.hunar.server.report;

import java.util.SortedSet;

/**
 * The instruments with which people were assessed, each with its version.
 *
 * @param pre before the training
 * @param post after it
 */
record FormsInUse(SortedSet<String> pre, SortedSet<String> post) {

    /** Whether somebody may have been compared with himself on another form. */
    boolean differ() {
        return !pre.isEmpty() && !post.isEmpty() && !pre.equals(post);
    }
}
