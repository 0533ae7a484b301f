package org.hunar.server.instrument;

import java.util.Optional;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.Transaction;
import org.hunar.server.xlsform.InstrumentForm;

/** The forms of the instruments. Whoever asks has checked what the caller may see. */
public final class XForms {
    private final Database database;
    private final InstrumentDao instruments = new InstrumentDao();
    private final XFormDao dao = new XFormDao();

    XForms(Database database) {
        this.database = database;
    }

    /** The form of a version; empty if there is no such version. */
    public Optional<XForm> find(ProgrammeId programme, InstrumentVersion id) {
        Optional<XForm> found = database.inSnapshot(tx -> dao.find(tx, programme, id));
        return found.isPresent() ? found : database.inTransaction(tx -> make(tx, programme, id));
    }

    /** What was published before there were forms gets its own when it is first asked for, and keeps it. */
    private Optional<XForm> make(Transaction tx, ProgrammeId programme, InstrumentVersion id) {
        instruments.lock(tx, programme, id);
        Optional<XForm> meanwhile = dao.find(tx, programme, id);
        if (meanwhile.isPresent()) {
            return meanwhile;
        }
        return instruments.find(tx, programme, id).map(kept -> {
            XForm form =
                    XForm.of(InstrumentForm.of(kept.published().instrument()).bytes());
            dao.insert(tx, programme, id, form);
            return form;
        });
    }
}
