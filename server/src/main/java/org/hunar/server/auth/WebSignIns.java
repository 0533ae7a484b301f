package org.hunar.server.auth;

import java.util.Optional;
import org.hunar.server.http.ProblemException;

/** Signing in with a browser, for whoever keeps its sessions. */
public final class WebSignIns {
    private final SignIns signIns;
    private final Users users;

    WebSignIns(SignIns signIns, Users users) {
        this.signIns = signIns;
        this.users = users;
    }

    /**
     * By the form of a page, within the limits of every sign-in.
     *
     * @param address by which the request came
     * @return empty for a wrong password or an unknown user
     * @throws ProblemException 429 or 503 for who has to wait
     */
    public Optional<SignedIn> byPassword(String name, String password, String address) {
        return userName(name)
                .flatMap(user -> signIns.tryPassword(user, password, address))
                .map(WebSignIns::signedIn);
    }

    /** A user whom somebody else vouches for; empty for one who is not known here or is disabled. */
    public Optional<SignedIn> named(String name) {
        return userName(name).flatMap(users::active).map(WebSignIns::signedIn);
    }

    /** The user with the grants that hold now; empty once he is disabled, or has another password. */
    public Optional<Caller> caller(SignedIn who) {
        return users.caller(new Tokens.Subject(new UserName(who.user()), who.credential()), DeviceDoor.CLOSED);
    }

    private static SignedIn signedIn(User user) {
        return new SignedIn(user.name().value(), user.credential());
    }

    private static Optional<UserName> userName(String name) {
        try {
            return Optional.of(new UserName(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
