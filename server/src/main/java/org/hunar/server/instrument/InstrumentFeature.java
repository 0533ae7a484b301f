package org.hunar.server.instrument;

import io.dropwizard.jersey.setup.JerseyEnvironment;
import java.time.InstantSource;
import org.hunar.server.auth.Audit;
import org.hunar.server.programme.ProgrammeListener;
import org.hunar.server.programme.Programmes;
import org.hunar.server.storage.Database;

/** Builds what {@code instrument} is made of. */
public final class InstrumentFeature {
    private final Database database;
    private final Programmes programmes;
    private final Audit audit;
    private final InstantSource clock;
    private final Instruments instruments = new Instruments();

    public InstrumentFeature(Database database, Programmes programmes, Audit audit, InstantSource clock) {
        this.database = database;
        this.programmes = programmes;
        this.audit = audit;
        this.clock = clock;
    }

    public Instruments instruments() {
        return instruments;
    }

    /**
     * @param programmeListener is told every publication
     * @param keyListener is told every corrected key
     */
    public void register(JerseyEnvironment jersey, ProgrammeListener programmeListener, KeyListener keyListener) {
        InstrumentEditor editor =
                new InstrumentEditor(database, programmes, audit, programmeListener, keyListener, clock);
        jersey.register(new InstrumentResource(new InstrumentReader(database, programmes, instruments), editor));
    }
}
