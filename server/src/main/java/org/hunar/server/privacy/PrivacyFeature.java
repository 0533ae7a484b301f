package org.hunar.server.privacy;

import io.dropwizard.jersey.setup.JerseyEnvironment;
import java.time.InstantSource;
import org.hunar.server.auth.Audit;
import org.hunar.server.participant.Participants;
import org.hunar.server.storage.Database;
import org.hunar.server.sync.Eraser;

/** Builds what {@code privacy} is made of. */
public final class PrivacyFeature {
    private final Erasures erasures;

    public PrivacyFeature(
            Database database, Participants participants, Eraser eraser, Audit audit, InstantSource clock) {
        this.erasures = new Erasures(database, participants, eraser, audit, clock);
    }

    public void register(JerseyEnvironment jersey) {
        jersey.register(new ErasureResource(erasures));
        jersey.register(new ErasedPeopleResource(erasures));
        jersey.register(new ErasuresResource(erasures));
    }
}
