package org.hunar.server.auth;

/** What a user may do; all but {@link #ADMIN} hold for one programme. */
public enum Role {
    /** Everything, users and devices included. */
    ADMIN,
    /** Forms, rosters, reviews, reports and exports of a programme. */
    MANAGER,
    /** Sync and the roster of some cohorts of a programme. */
    TRAINER,
    /** Reports of a programme, without names. */
    VIEWER
}
