package org.hunar.server.instrument;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.storage.Transaction;

/** The published instruments with the keys that hold now. Whoever asks has checked what the caller may see. */
public final class Instruments {
    private final InstrumentDao dao = new InstrumentDao();

    /** Those of the versions that there are, in one query. */
    public Map<InstrumentVersion, Published> find(
            Transaction tx, ProgrammeId programme, Collection<InstrumentVersion> versions) {
        return byId(dao.find(tx, programme, versions));
    }

    /**
     * As {@link #find}, and none of their keys changes before the transaction ends: what is scored by them is right. Nor
     * is one published that is not there: whoever publishes it afterwards finds the assessments that wait for it.
     */
    public Map<InstrumentVersion, Published> findToScore(
            Transaction tx, ProgrammeId programme, Collection<InstrumentVersion> versions) {
        dao.keepKeys(tx, programme, versions);
        Map<InstrumentVersion, Published> found = find(tx, programme, versions);
        if (found.keySet().containsAll(versions)) {
            return found;
        }
        dao.lockPublications(tx, programme);
        dao.keepKeys(tx, programme, versions);
        return find(tx, programme, versions);
    }

    /** As {@link #find}, each with its key of that version, or with the one that holds where it has not as many. */
    public Map<InstrumentVersion, Published> findByKey(
            Transaction tx, ProgrammeId programme, Collection<InstrumentVersion> versions, int keyVersion) {
        return byId(dao.find(tx, programme, versions, keyVersion));
    }

    /** The greatest version of a key that holds in the programme; 0 while there is none. */
    public int newestKey(Transaction tx, ProgrammeId programme) {
        return dao.newestKey(tx, programme);
    }

    /** All versions of all instruments of a programme, by code and version. */
    public List<Published> all(Transaction tx, ProgrammeId programme) {
        return dao.of(tx, programme, Optional.empty(), Integer.MAX_VALUE);
    }

    /** As {@link #all}, from the one that follows that version. */
    List<Published> page(Transaction tx, ProgrammeId programme, Optional<InstrumentVersion> after, int limit) {
        return dao.of(tx, programme, after, limit);
    }

    /** The version of each instrument that was published last, by code. */
    public List<InstrumentVersion> newest(Transaction tx, ProgrammeId programme) {
        return dao.newest(tx, programme);
    }

    private static Map<InstrumentVersion, Published> byId(List<Published> all) {
        return all.stream().collect(Collectors.toMap(each -> each.instrument().id(), Function.identity()));
    }
}
