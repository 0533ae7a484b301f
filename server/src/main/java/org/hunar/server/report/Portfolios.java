package org.hunar.server.report;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.programme.Programme;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.ProblemException;
import org.hunar.server.programme.Programmes;
import org.hunar.server.report.Portfolio.Member;
import org.hunar.server.report.state.KeptState;
import org.hunar.server.report.state.KeptState.Head;
import org.hunar.server.report.state.KeptState.Kept;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;

/** Makes portfolios of the programmes that a caller may see, each read from one consistent snapshot. */
final class Portfolios {
    private static final int MOST_KEPT = 32;

    private final Database database;
    private final Programmes programmes;
    private final KeptState state;
    private final InstantSource clock;

    /** As long as nothing has changed that they tell of. */
    private final Cache<Asked, Map<String, Object>> finished =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

    /** @param version as {@link #version}, which tells what the caller may see, too */
    private record Asked(String version, PortfolioGroup groupBy) {}

    Portfolios(Database database, Programmes programmes, KeptState state, InstantSource clock) {
        this.database = database;
        this.programmes = programmes;
        this.state = state;
        this.clock = clock;
    }

    /**
     * Names what a portfolio would be made of now: another when any of its programmes changed, or what the caller may see.
     *
     * @throws ProblemException 403 if the caller may see the report of no programme
     */
    String version(Caller caller) {
        return database.inRecentSnapshot(tx -> version(visible(tx, caller), caller));
    }

    private static String version(Map<Programme, Head> programmes, Caller caller) {
        StringBuilder all = new StringBuilder();
        programmes.forEach((programme, head) -> all.append(programme.code())
                .append(caller.manages(programme.code()) ? '+' : '-')
                .append(head.version())
                .append(' '));
        return name(all.toString());
    }

    /** The portfolio as JSON. */
    Map<String, Object> portfolio(Caller caller, PortfolioGroup groupBy) {
        Optional<Map<String, Object>> portfolio = database.inRecentSnapshot(tx -> read(tx, caller, groupBy));
        return portfolio.orElseGet(() -> {
            database.inSnapshot(tx -> visible(tx, caller))
                    .keySet()
                    .forEach(programme -> state.ensure(programme.code()));
            return database.inSnapshot(tx -> read(tx, caller, groupBy)).orElseThrow();
        });
    }

    /** Empty while what it is read from is not made. */
    private Optional<Map<String, Object>> read(Transaction tx, Caller caller, PortfolioGroup groupBy) {
        Map<Programme, Head> programmes = visible(tx, caller);
        Asked asked = new Asked(version(programmes, caller), groupBy);
        Optional<Map<String, Object>> known = Optional.ofNullable(finished.getIfPresent(asked));
        if (known.isPresent()) {
            return known;
        }
        Optional<Map<String, Object>> portfolio =
                make(tx, programmes, caller, groupBy).map(made -> Collections.unmodifiableMap(made.toJson()));
        portfolio.ifPresent(made -> finished.put(asked, made));
        return portfolio;
    }

    private Optional<Portfolio> make(
            Transaction tx, Map<Programme, Head> programmes, Caller caller, PortfolioGroup groupBy) {
        Optional<String> dimension =
                groupBy == PortfolioGroup.PROVINCE ? Optional.of(GroupBy.PROVINCE.wireName()) : Optional.empty();
        List<Member> members = new ArrayList<>();
        for (Map.Entry<Programme, Head> each : programmes.entrySet()) {
            Programme programme = each.getKey();
            Head head = each.getValue();
            Optional<Kept> kept = state.read(tx, programme, head, dimension);
            if (kept.isEmpty()) {
                return Optional.empty();
            }
            members.add(new Member(
                    programme,
                    kept.get().counts(),
                    head.version(),
                    kept.get().pending(),
                    caller.manages(programme.code())));
        }
        return Optional.of(new Portfolio(groupBy, clock.instant(), members));
    }

    /** In the order of their codes. */
    private Map<Programme, Head> visible(Transaction tx, Caller caller) {
        List<Programme> visible = programmes.all(tx).stream()
                .filter(programme -> caller.seesAllCohorts(programme.code()))
                .toList();
        if (visible.isEmpty() && !caller.isAdmin()) {
            throw ProblemException.forbidden("only a manager or a viewer of a programme may do this");
        }
        Map<ProgrammeId, Head> heads =
                state.heads(tx, visible.stream().map(Programme::code).toList());
        Map<Programme, Head> found = new LinkedHashMap<>();
        visible.forEach(programme -> found.put(programme, heads.get(programme.code())));
        return found;
    }

    private static String name(String versions) {
        return UUID.nameUUIDFromBytes(versions.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
