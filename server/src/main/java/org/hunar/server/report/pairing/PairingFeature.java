package org.hunar.server.report.pairing;

import io.dropwizard.jersey.setup.JerseyEnvironment;
import org.hunar.server.programme.Programmes;
import org.hunar.server.report.likeness.LikelySame;
import org.hunar.server.storage.Database;

/** Builds the pairing desk and what serves it. */
public final class PairingFeature {
    private final PairingDesk desk;
    private final LikelySame likelySame;

    public PairingFeature(Database database, Programmes programmes) {
        this.desk = new PairingDesk(database, programmes);
        this.likelySame = new LikelySame(database, programmes);
    }

    public void register(JerseyEnvironment jersey) {
        jersey.register(new PairingResource(desk, likelySame));
    }
}
