package org.hunar.server.openrosa;

import io.dropwizard.jersey.setup.JerseyEnvironment;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import org.hunar.server.auth.AuthFeature;
import org.hunar.server.instrument.InstrumentFeature;
import org.hunar.server.participant.Participants;
import org.hunar.server.programme.Programmes;
import org.hunar.server.storage.Database;

/** Builds what {@code openrosa} is made of. */
public final class OpenRosaFeature {
    private final AuthFeature auth;
    private final CollectTokens tokens;
    private final Members members;
    private final Forms forms;
    private final RosterList roster;

    public OpenRosaFeature(
            Database database,
            AuthFeature auth,
            Programmes programmes,
            InstrumentFeature instrument,
            Participants participants,
            SecureRandom random,
            InstantSource clock) {
        this.auth = auth;
        this.tokens = new CollectTokens(database, auth.users(), auth.audit(), programmes, random, clock);
        this.members = new Members(database, programmes);
        this.forms = new Forms(database, instrument.instruments(), instrument.xforms());
        this.roster = new RosterList(database, programmes, participants);
    }

    /**
     * @param publicUrl by which phones reach the API; without it, the one by which a manager comes
     * @param proxy that ends HTTPS before this server
     */
    public void register(JerseyEnvironment jersey, Optional<String> publicUrl, Optional<String> proxy) {
        jersey.register(new KeyPrefixFilter());
        jersey.register(new DoorFilter(tokens, auth.basic(), new Secrecy(proxy)));
        jersey.register(new CollectTokenResource(tokens, publicUrl));
        jersey.register(new FormResource(members, forms, roster));
    }
}
