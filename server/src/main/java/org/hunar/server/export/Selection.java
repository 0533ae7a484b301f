package org.hunar.server.export;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.programme.ProgrammeId;

/**
 * Which rows of a table are read. {@code from}, {@code to} and the bounds only spare reading what is not wanted: a row
 * outside of them may come all the same, one inside never stays away.
 *
 * @param names whether names are read
 * @param since only what was written then or later; empty for all
 * @param from the first id that is wanted
 * @param to the last
 * @param bounds each of which every row that is wanted keeps
 */
public record Selection(
        ProgrammeId programme,
        ExportTable table,
        boolean names,
        Optional<Instant> since,
        Optional<UUID> from,
        Optional<UUID> to,
        List<Bound> bounds) {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    public Selection {
        bounds = List.copyOf(bounds);
    }

    static Selection all(ProgrammeId programme, ExportTable table, boolean names, Optional<Instant> since) {
        return new Selection(programme, table, names, since, Optional.empty(), Optional.empty(), List.of());
    }

    /** Whether nothing is said of what is wanted, but where to begin. */
    boolean isOfAll() {
        return since.isEmpty() && to.isEmpty() && bounds.isEmpty();
    }

    /** What stands right before the first that is wanted. */
    UUID start() {
        return from.filter(first -> !first.equals(BEFORE_ALL))
                .map(first -> new UUID(
                        first.getMostSignificantBits() - (first.getLeastSignificantBits() == 0 ? 1 : 0),
                        first.getLeastSignificantBits() - 1))
                .orElse(BEFORE_ALL);
    }

    /** Whether nothing that is wanted comes after this one, in the order of the database. */
    boolean endsWith(UUID id) {
        return to.isPresent() && id.toString().compareTo(to.get().toString()) >= 0;
    }
}
