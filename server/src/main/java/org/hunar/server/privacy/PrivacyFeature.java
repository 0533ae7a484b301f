package org.hunar.server.privacy;

import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.hunar.server.auth.Audit;
import org.hunar.server.blob.Blobs;
import org.hunar.server.participant.Participants;
import org.hunar.server.programme.Programmes;
import org.hunar.server.storage.Database;
import org.hunar.server.sync.Eraser;
import org.hunar.server.sync.ManagerOperations;

/** Builds what {@code privacy} is made of. */
public final class PrivacyFeature {
    private static final int FIRST_HOUR = 2;
    private static final int HOURS_BETWEEN = 24;

    private final Erasures erasures;
    private final Consents consents;
    private final Retentions retentions;

    /** @param operations by which what is noted of somebody gets into the log */
    public PrivacyFeature(
            Database database,
            Programmes programmes,
            Participants participants,
            Blobs blobs,
            ManagerOperations operations,
            Eraser eraser,
            ErasureListener listener,
            Audit audit,
            InstantSource clock) {
        this.erasures = new Erasures(database, participants, eraser, listener, audit, clock);
        this.consents = new Consents(database, participants, operations, audit, clock);
        this.retentions = new Retentions(database, programmes, participants, blobs, erasures, audit, clock);
    }

    public void register(JerseyEnvironment jersey, LifecycleEnvironment lifecycle) {
        lifecycle
                .scheduledExecutorService("retention", true)
                .build()
                .scheduleWithFixedDelay(retentions::applyOrLog, FIRST_HOUR, HOURS_BETWEEN, TimeUnit.HOURS);
        jersey.register(new ConsentResource(consents));
        jersey.register(new ErasureResource(erasures));
        jersey.register(new ErasedPeopleResource(erasures));
        jersey.register(new ErasuresResource(erasures));
        jersey.register(new RetentionResource(retentions));
    }
}
