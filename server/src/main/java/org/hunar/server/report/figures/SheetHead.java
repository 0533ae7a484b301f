package org.hunar.server.report.figures;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the rows of one assessment say of it in common.
 *
 * @param completed whether the assessment counts
 */
record SheetHead(Optional<String> group, Optional<Instant> completedAt, boolean completed) {
    private static final String COMPLETED = "COMPLETED";
    private static final Set<String> NOT_COUNTED =
            Set.of("IN_PROGRESS", "ABANDONED", "CANCELLED", "VOID", "VOIDED", "REVIEW", "PENDING", "PENDING_RATING");

    /** Holds the heads of a file's rows together: two rows of one assessment, or person, must not contradict. */
    static final class Reader {
        private final Map<Attempt, SheetHead> byAttempt = new HashMap<>();
        private final Map<String, String> groups = new HashMap<>();

        /** @throws InputException if an earlier row says otherwise */
        SheetHead read(Attempt attempt, CsvRow row) {
            SheetHead head = new SheetHead(group(attempt, row), row.optionalInstant("completed_at"), completed(row));
            SheetHead earlier = byAttempt.putIfAbsent(attempt, head);
            if (earlier != null && !earlier.completedAt().equals(head.completedAt())) {
                throw row.refuse("completed_at", "differs from an earlier row of " + attempt);
            }
            if (earlier != null && earlier.completed() != head.completed()) {
                throw row.refuse("status", "differs from an earlier row of " + attempt);
            }
            return head;
        }

        private Optional<String> group(Attempt attempt, CsvRow row) {
            Optional<String> group = row.optionalText("group");
            group.ifPresent(name -> {
                String earlier = groups.putIfAbsent(attempt.person(), name);
                if (name.equals("*")) {
                    throw row.refuse("group", "'*' stands for everybody and cannot be a group");
                }
                if (earlier != null && !earlier.equals(name)) {
                    throw row.refuse(
                            "group",
                            "the participant " + attempt.participant() + " is in group " + earlier
                                    + " in an earlier row and in " + name + " here");
                }
            });
            return group;
        }

        private static boolean completed(CsvRow row) {
            String status = row.optionalText("status").orElse(COMPLETED).toUpperCase(Locale.ROOT);
            if (!status.equals(COMPLETED) && !NOT_COUNTED.contains(status)) {
                throw row.refuse(
                        "status",
                        "'" + status + "' is not one of " + List.of(COMPLETED) + " and "
                                + NOT_COUNTED.stream().sorted().toList());
            }
            return status.equals(COMPLETED);
        }
    }
}
