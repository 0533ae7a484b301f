package org.hunar.server.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.model.sync.Pull;
import org.hunar.server.auth.Caller;
import org.hunar.server.auth.Users;
import org.hunar.server.storage.BusyException;
import org.hunar.server.storage.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When each trainer's phones were last heard from, and what was still on them: a manager who waits for results sees
 * whose are missing.
 */
final class Phones {
    /** A phone that pulls again and again is noted down so often, unless it has something new to tell. */
    private static final Duration NOTED_AGAIN_AFTER = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(Phones.class);

    private final LaneDao dao = new LaneDao();
    private final Database database;
    private final Users users;
    private final InstantSource clock;

    Phones(Database database, Users users, InstantSource clock) {
        this.database = database;
        this.users = users;
        this.clock = clock;
    }

    /** Notes that a phone has pulled. */
    void heard(Caller caller, Pull pull) {
        pull.installId()
                .ifPresent(install -> note(new Heard(
                        install,
                        caller.name(),
                        pull.appVersion(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        pull.unsent())));
    }

    /** One line a phone; a trainer whose phone was never heard from has one too. */
    List<Map<String, Object>> of(Caller caller, ProgrammeId programme) {
        caller.requireManager(programme);
        return database.inSnapshot(tx -> {
            List<String> trainers = users.trainers(tx, programme);
            Map<String, List<Heard>> phones =
                    dao.ofAuthors(tx, trainers).stream().collect(Collectors.groupingBy(Heard::author));
            List<Map<String, Object>> lines = new ArrayList<>();
            for (String trainer : trainers) {
                List<Heard> heard = phones.getOrDefault(trainer, List.of());
                heard.forEach(phone -> lines.add(phone.toJson()));
                if (heard.isEmpty()) {
                    lines.add(Map.of("trainer", trainer));
                }
            }
            return lines;
        });
    }

    /** A pull that was answered is not refused because its phone is pushing at this moment: that is heard, too. */
    private void note(Heard heard) {
        if (isNews(heard, find(heard.installId()))) {
            try {
                database.inTransaction(tx -> {
                    dao.heard(tx, heard);
                    return heard;
                });
            } catch (BusyException e) {
                LOG.debug("the lane is busy; the next pull is noted", e);
            }
        }
    }

    private Optional<Heard> find(UUID installId) {
        return database.inSnapshot(tx -> dao.find(tx, installId));
    }

    private static boolean isNews(Heard heard, Optional<Heard> before) {
        Instant since = heard.at().minus(NOTED_AGAIN_AFTER);
        return before.filter(old -> old.at().isAfter(since)
                        && old.unsent().equals(heard.unsent())
                        && old.author().equals(heard.author()))
                .isEmpty();
    }
}
