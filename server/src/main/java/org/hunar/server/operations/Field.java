package org.hunar.server.operations;

import java.time.Instant;
import java.util.Optional;

/**
 * How things stand in the field.
 *
 * @param held entities of which operations wait for something that has not come
 * @param openCases that wait for a manager
 * @param quarantined operations that were refused and are kept
 * @param unfinishedUploads files on their way
 * @param phones that were ever heard from
 * @param unsent operations that they still had when they were last heard from
 * @param waitingSince when the phone was last heard from that has been away for longest with something unsent
 */
record Field(
        long held,
        long openCases,
        long quarantined,
        long unfinishedUploads,
        long phones,
        long unsent,
        Optional<Instant> waitingSince) {}
