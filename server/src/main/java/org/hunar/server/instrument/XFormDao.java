package org.hunar.server.instrument;

import java.util.Optional;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.storage.Transaction;

/** The table {@code xforms}: written once, never changed. */
final class XFormDao {
    Optional<XForm> find(Transaction tx, ProgrammeId programme, InstrumentVersion id) {
        return tx.handle()
                .createQuery("""
                        select xform, hash
                        from xforms
                        where programme = :programme
                          and code = :code
                          and version = :version
                        """)
                .bind("programme", programme.value())
                .bind("code", id.instrument().value())
                .bind("version", id.version())
                .map((row, context) -> new XForm(row.getBytes("xform"), row.getString("hash")))
                .findOne();
    }

    void insert(Transaction tx, ProgrammeId programme, InstrumentVersion id, XForm form) {
        tx.handle()
                .createUpdate("""
                        insert into xforms (programme, code, version, hash, xform)
                        values (:programme, :code, :version, :hash, :xform)
                        """)
                .bind("programme", programme.value())
                .bind("code", id.instrument().value())
                .bind("version", id.version())
                .bind("hash", form.hash())
                .bind("xform", form.bytes())
                .execute();
    }
}
