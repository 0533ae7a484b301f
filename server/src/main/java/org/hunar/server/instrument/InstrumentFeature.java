package org.hunar.server.instrument;

import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import java.time.InstantSource;
import org.glassfish.jersey.media.multipart.MultiPartFeature;
import org.hunar.server.auth.Audit;
import org.hunar.server.programme.ProgrammeListener;
import org.hunar.server.programme.Programmes;
import org.hunar.server.storage.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds what {@code instrument} is made of. */
public final class InstrumentFeature {
    private static final Logger LOG = LoggerFactory.getLogger(InstrumentFeature.class);

    private final Database database;
    private final Programmes programmes;
    private final Audit audit;
    private final InstantSource clock;
    private final Instruments instruments = new Instruments();
    private final XForms xforms;

    public InstrumentFeature(Database database, Programmes programmes, Audit audit, InstantSource clock) {
        this.database = database;
        this.programmes = programmes;
        this.audit = audit;
        this.clock = clock;
        this.xforms = new XForms(database);
    }

    public XForms xforms() {
        return xforms;
    }

    public Instruments instruments() {
        return instruments;
    }

    /**
     * @param programmeListener is told every publication
     * @param keyListener carries every corrected key through the scores
     */
    public void register(
            JerseyEnvironment jersey,
            LifecycleEnvironment lifecycle,
            ProgrammeListener programmeListener,
            KeyListener keyListener) {
        InstrumentEditor editor =
                new InstrumentEditor(database, programmes, audit, programmeListener, keyListener, clock);
        lifecycle.addServerLifecycleListener(started -> goOn(lifecycle, editor));
        InstrumentReader reader = new InstrumentReader(database, programmes, instruments, xforms);
        jersey.register(MultiPartFeature.class);
        jersey.register(new InstrumentResource(reader, editor));
    }

    /** Beside the requests: a server that was stopped amid a large programme is there for its phones at once. */
    private static void goOn(LifecycleEnvironment lifecycle, InstrumentEditor editor) {
        lifecycle.executorService("corrected-keys").maxThreads(1).build().execute(() -> {
            try {
                editor.resume();
            } catch (RuntimeException e) {
                LOG.error("a corrected key could not be carried through; put it again, or start the server again", e);
            }
        });
    }
}
