package org.hunar.server.openrosa;

import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.dropwizard.lifecycle.setup.LifecycleEnvironment;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.hunar.server.auth.AuthFeature;
import org.hunar.server.auth.Secrecy;
import org.hunar.server.blob.BlobFeature;
import org.hunar.server.http.HttpFeature;
import org.hunar.server.http.ProblemException;
import org.hunar.server.instrument.InstrumentFeature;
import org.hunar.server.participant.Participants;
import org.hunar.server.programme.Programmes;
import org.hunar.server.storage.Database;
import org.hunar.server.storage.SealedColumn;
import org.hunar.server.storage.Transaction;
import org.hunar.server.sync.Eraser;
import org.hunar.server.sync.Intake;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds what {@code openrosa} is made of. */
public final class OpenRosaFeature {
    /** What it keeps sealed. */
    public static final List<SealedColumn> SEALED =
            List.of(SealedColumn.ofBytes("submissions", List.of("programme", "instance_id"), "xml", "true"));

    /** Paths of this door. */
    public static final Pattern DOOR = Pattern.compile("/(key/[^/]+/)?openrosa/.*");

    private static final Logger LOG = LoggerFactory.getLogger(OpenRosaFeature.class);
    private static final int RELEASE_MINUTES = 10;

    private final AuthFeature auth;
    private final CollectTokens tokens;
    private final Members members;
    private final Forms forms;
    private final RosterList roster;
    private final FormMedia media;
    private final Submissions submissions;

    public OpenRosaFeature(
            Database database,
            AuthFeature auth,
            Programmes programmes,
            InstrumentFeature instrument,
            Participants participants,
            BlobFeature blob,
            Intake intake,
            SecureRandom random,
            InstantSource clock) {
        this.auth = auth;
        this.tokens = new CollectTokens(database, auth.users(), auth.audit(), programmes, random, clock);
        this.members = new Members(database, programmes);
        this.forms = new Forms(database, instrument.instruments(), instrument.xforms());
        this.media = new FormMedia(database, forms, blob, auth.audit(), clock);
        this.roster = new RosterList(database, programmes, participants);
        this.submissions = new Submissions(
                database, forms, instrument.instruments(), programmes, participants, blob, intake, tokens, clock);
    }

    /** What is refused before anything of this door is reached, as phones read it: in every language, since nobody is known. */
    public static HttpFeature.Said say(ProblemException problem) {
        String sentence = problem.status() == Refusal.ADDRESS.status()
                ? Refusal.ADDRESS.message(List.of())
                : Refusal.message(Map.of("code", problem.code(), "detail", problem.getMessage()), List.of());
        return new HttpFeature.Said(OpenRosaXml.TEXT_XML, OpenRosaXml.message("error", sentence), DoorFilter.HEADERS);
    }

    /**
     * @param publicUrl by which phones reach the API; without it, the one by which a manager comes
     * @param proxy that ends HTTPS before this server
     */
    public void register(
            JerseyEnvironment jersey,
            LifecycleEnvironment lifecycle,
            Optional<String> publicUrl,
            Optional<String> proxy) {
        jersey.register(new KeyPrefixFilter());
        jersey.register(new DoorFilter(tokens, auth.basic(), new Secrecy(proxy)));
        jersey.register(new FormMediaResource(media));
        jersey.register(new CollectTokenResource(tokens, publicUrl));
        jersey.register(new FormResource(members, forms, roster, media));
        jersey.register(new SubmissionResource(members, submissions));
        // what waits is taken when what it waits for comes; after a crash between the two, here
        lifecycle
                .scheduledExecutorService("submissions", true)
                .build()
                .scheduleWithFixedDelay(this::releaseOrLog, RELEASE_MINUTES, RELEASE_MINUTES, TimeUnit.MINUTES);
    }

    /** People were erased: what they were assessed by is kept in no form either. */
    public void erased(Transaction tx, Eraser.Erased what) {
        submissions.forget(tx, what);
    }

    /** What is scheduled and throws is never run again. */
    private void releaseOrLog() {
        try {
            submissions.releaseOrLog();
        } catch (RuntimeException e) {
            LOG.warn("Submissions wait for another while: {}", e.getClass().getName());
        }
    }
}
