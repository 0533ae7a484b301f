package org.hunar.server.instrument;

import java.util.Collection;
import java.util.List;
import java.util.Map;
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
        return dao.find(tx, programme, versions).stream()
                .collect(Collectors.toMap(published -> published.instrument().id(), Function.identity()));
    }

    /** As {@link #find}, and none of their keys changes before the transaction ends: what is scored by them is right. */
    public Map<InstrumentVersion, Published> findToScore(
            Transaction tx, ProgrammeId programme, Collection<InstrumentVersion> versions) {
        dao.keepKeys(tx, programme, versions);
        return find(tx, programme, versions);
    }

    /** All versions of all instruments of a programme, by code and version. */
    public List<Published> all(Transaction tx, ProgrammeId programme) {
        return dao.of(tx, programme);
    }
}
