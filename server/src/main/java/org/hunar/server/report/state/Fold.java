package org.hunar.server.report.state;

import java.util.ArrayList;
import java.util.List;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.report.state.StateDao.Packed;
import org.hunar.server.report.state.StateDao.PackedChanges;
import org.hunar.server.storage.Transaction;

/**
 * Adds changes to the sums. What is written each time is the lowest tier; when that has grown too big for itself it goes
 * into the next one, which may be eight times as big. So also a state of as many cells as people is written a few times
 * for each of them, and not as a whole for every push.
 */
final class Fold {
    private static final long LOWEST_TIER_BYTES = 64 * 1024;
    private static final int GROWTH = 8;
    private static final int HIGHEST_TIER = 12;
    private static final int MOST_CHANGES = 1000;

    private final StateDao dao;

    Fold(StateDao dao) {
        this.dao = dao;
    }

    /** Adds what waits, unless somebody else does. */
    void fold(Transaction tx, ProgrammeId programme) {
        if (!dao.lockHead(tx, programme)) {
            return;
        }
        List<PackedChanges> changes = dao.changes(tx, programme, MOST_CHANGES);
        List<Delta> unpacked = new ArrayList<>();
        changes.forEach(each -> unpacked.addAll(Delta.unpack(each.bytes())));
        Sums sums = Sums.ofAllDimensions();
        sums.add(unpacked);
        add(tx, programme, sums);
        dao.folded(tx, programme, changes);
    }

    /** Adds sums to those that are kept. Whoever calls has locked the head. */
    void add(Transaction tx, ProgrammeId programme, Sums sums) {
        int tier = 0;
        List<Packed> parts = addTier(tx, programme, sums, tier);
        while (size(parts) > limit(tier)) {
            tier++;
            parts = addTier(tx, programme, sums, tier);
        }
        dao.replaceTiers(tx, programme, tier, parts);
    }

    private List<Packed> addTier(Transaction tx, ProgrammeId programme, Sums sums, int tier) {
        dao.tier(tx, programme, tier).forEach(part -> add(sums, part));
        return pack(sums, tier);
    }

    static void add(Sums sums, Packed part) {
        if (part.dimension().equals(StateDao.REST)) {
            sums.add(Rest.unpack(part.bytes()));
        } else {
            sums.add(part.dimension(), GroupCounts.unpack(part.bytes()));
        }
    }

    private static List<Packed> pack(Sums sums, int tier) {
        List<Packed> parts = new ArrayList<>();
        sums.byDimension()
                .forEach((dimension, counts) ->
                        counts.pack().forEach(bytes -> parts.add(new Packed(tier, dimension, bytes))));
        if (!sums.rest().isNothing()) {
            sums.rest().pack().forEach(bytes -> parts.add(new Packed(tier, StateDao.REST, bytes)));
        }
        return parts;
    }

    private static long size(List<Packed> parts) {
        return parts.stream().mapToLong(part -> part.bytes().length).sum();
    }

    private static long limit(int tier) {
        return tier >= HIGHEST_TIER ? Long.MAX_VALUE : LOWEST_TIER_BYTES * (long) Math.pow(GROWTH, tier);
    }
}
