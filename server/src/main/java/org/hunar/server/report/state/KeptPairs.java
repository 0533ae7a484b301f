package org.hunar.server.report.state;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.storage.Transaction;

/** The pairs of which the report's figures are made, person by person: exactly what was added to its sums. */
public final class KeptPairs {
    private final PairDao dao;

    KeptPairs(PairDao dao) {
        this.dao = dao;
    }

    /**
     * How somebody stands in the report.
     *
     * @param groups by dimension, such as {@code province}
     * @param pairing NONE, PRE_ONLY, POST_ONLY or PAIRED, by the chosen attempts
     * @param pre the chosen PRE
     * @param post the chosen POST
     * @param byScale percents by skill, and by {@code *} for the total
     */
    public record Row(
            UUID participant,
            Map<String, String> groups,
            String pairing,
            Optional<UUID> pre,
            Optional<UUID> post,
            SortedMap<String, Percents> byScale) {}

    /** The chosen percents of one scale; empty without a score. */
    public record Percents(Optional<Double> pre, Optional<Double> post) {}

    /**
     * The next people by id.
     *
     * @param since only those whose standing was written then or later, paired or not; empty for all who are paired
     */
    public List<Row> page(
            Transaction tx, ProgrammeId programme, Optional<Instant> since, Optional<UUID> after, int limit) {
        return dao.page(tx, programme, since, after, limit).stream()
                .map(KeptPairs::row)
                .toList();
    }

    private static Row row(Standing standing) {
        SortedMap<String, Percents> byScale = new TreeMap<>();
        standing.contribution()
                .byScale()
                .forEach((scale, percents) -> byScale.put(scale, new Percents(percents.pre(), percents.post())));
        return new Row(
                standing.participant(),
                standing.groups().byDimension(),
                standing.pairing().name(),
                standing.pre(),
                standing.post(),
                byScale);
    }
}
