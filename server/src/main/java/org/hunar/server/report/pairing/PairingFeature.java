package org.hunar.server.report.pairing;

import io.dropwizard.jersey.setup.JerseyEnvironment;
import java.util.concurrent.Executor;
import org.hunar.server.programme.Programmes;
import org.hunar.server.report.likeness.LikelySame;
import org.hunar.server.report.likeness.RosterVersion;
import org.hunar.server.storage.Database;

/** Builds the pairing desk and what serves it. */
public final class PairingFeature {
    private final Database database;
    private final Programmes programmes;

    public PairingFeature(Database database, Programmes programmes) {
        this.database = database;
        this.programmes = programmes;
    }

    /** @param background finds who is likely one person, for pages that do not wait */
    public void register(JerseyEnvironment jersey, RosterVersion rosters, Executor background) {
        jersey.register(new PairingResource(
                new PairingDesk(database, programmes), new LikelySame(database, programmes, rosters, background)));
    }
}
