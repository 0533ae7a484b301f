package org.hunar.server.export;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.hunar.model.programme.ProgrammeId;

/**
 * Which rows of a table are read. {@code after}, {@code to} and the bounds only spare reading what is not wanted: a row
 * outside of them may come all the same, one inside never stays away.
 *
 * @param names whether names are read
 * @param since only what was written then or later; empty for all
 * @param after the id up to which nothing is wanted any more
 * @param to the last id that is wanted
 * @param bounds each of which every row that is wanted keeps
 */
public record Selection(
        ProgrammeId programme,
        ExportTable table,
        boolean names,
        Optional<Instant> since,
        Optional<UUID> after,
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

    Selection after(UUID id) {
        return new Selection(programme, table, names, since, Optional.of(id), to, bounds);
    }

    /** Less of it. */
    public Selection within(Bound bound) {
        return new Selection(
                programme,
                table,
                names,
                since,
                after,
                to,
                Stream.concat(bounds.stream(), Stream.of(bound)).toList());
    }

    UUID start() {
        return after.orElse(BEFORE_ALL);
    }

    /** What stands right before an id, so that this is the first one after it. */
    public static UUID before(UUID id) {
        if (id.equals(BEFORE_ALL)) {
            return id;
        }
        long borrowed = id.getLeastSignificantBits() == 0 ? 1 : 0;
        return new UUID(id.getMostSignificantBits() - borrowed, id.getLeastSignificantBits() - 1);
    }

    /** Whether nothing that is wanted comes after this one, in the order of the database. */
    boolean endsWith(UUID id) {
        return to.isPresent() && id.toString().compareTo(to.get().toString()) >= 0;
    }
}
