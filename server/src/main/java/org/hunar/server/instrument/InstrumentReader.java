package org.hunar.server.instrument;

import java.util.List;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.Caller;
import org.hunar.server.http.PageRequest;
import org.hunar.server.programme.Programmes;
import org.hunar.server.storage.Database;

/** What a caller may see of instruments: whoever has a role in the programme the instrument, a manager its key. */
final class InstrumentReader {
    private final Database database;
    private final Programmes programmes;
    private final Instruments instruments;
    private final XForms forms;

    InstrumentReader(Database database, Programmes programmes, Instruments instruments, XForms forms) {
        this.database = database;
        this.programmes = programmes;
        this.instruments = instruments;
        this.forms = forms;
    }

    /** Up to so many as the page fetches. */
    List<Published> page(Caller caller, ProgrammeId programme, PageRequest page) {
        caller.requireMember(programme);
        return database.inSnapshot(tx -> {
            programmes.require(tx, programme);
            return instruments.page(tx, programme, page.after(InstrumentVersion::parse), page.fetch());
        });
    }

    Published find(Caller caller, ProgrammeId programme, InstrumentVersion id) {
        caller.requireMember(programme);
        return database.inSnapshot(tx -> instruments.find(tx, programme, List.of(id)).values().stream()
                        .findFirst())
                .orElseThrow(() -> InstrumentEditor.notFound(id));
    }

    XForm form(Caller caller, ProgrammeId programme, InstrumentVersion id) {
        caller.requireMember(programme);
        return forms.find(programme, id).orElseThrow(() -> InstrumentEditor.notFound(id));
    }

    Published withKey(Caller caller, ProgrammeId programme, InstrumentVersion id) {
        caller.requireManager(programme);
        return find(caller, programme, id);
    }
}
