package org.hunar.server.programme;

import java.util.Map;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.storage.Transaction;

/** Is told what of a programme has changed, within the transaction that changes it. */
public interface ProgrammeListener {
    void changed(Transaction tx, Change change);

    /** Tells this one, then the other. */
    default ProgrammeListener andThen(ProgrammeListener other) {
        return (tx, change) -> {
            changed(tx, change);
            other.changed(tx, change);
        };
    }

    /**
     * What a phone is to see from now on.
     *
     * @param entity {@code programme}, {@code cohort}, {@code skill} or {@code instrument}
     * @param id unique for that kind of entity within the programme
     * @param rev counts the changes, from 1
     * @param doc the whole document
     */
    record Change(ProgrammeId programme, String entity, String id, long rev, Map<String, Object> doc) {}
}
