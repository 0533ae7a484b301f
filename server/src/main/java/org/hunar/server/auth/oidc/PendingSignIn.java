package org.hunar.server.auth.oidc;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.Optional;

/**
 * What a browser keeps between leaving for the provider and coming back, so that any node can take it in: the same browser
 * must bring the state, the nonce must stand in the token, and the code is worth nothing without the verifier.
 */
record PendingSignIn(State state, Nonce nonce, CodeVerifier verifier) {
    /** Browsers take a cookie of such a name from this very host alone, over HTTPS. */
    static final String COOKIE = "__Host-hunar-oidc";

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    static PendingSignIn random() {
        return new PendingSignIn(new State(), new Nonce(), new CodeVerifier());
    }

    /** Empty if there is none, or one that we did not make. */
    static Optional<PendingSignIn> of(Cookie cookie) {
        String[] parts = cookie == null ? new String[0] : cookie.getValue().split("\\.");
        try {
            return parts.length != 3
                    ? Optional.empty()
                    : Optional.of(
                            new PendingSignIn(new State(parts[0]), new Nonce(parts[1]), new CodeVerifier(parts[2])));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    NewCookie cookie() {
        return cookie(state + "." + nonce + "." + verifier.getValue(), (int) PATIENCE.toSeconds());
    }

    /** Takes it away from the browser: one coming back is enough. */
    static NewCookie noCookie() {
        return cookie("", 0);
    }

    private static NewCookie cookie(String value, int seconds) {
        return new NewCookie.Builder(COOKIE)
                .value(value)
                .path("/")
                .maxAge(seconds)
                .secure(true)
                .httpOnly(true)
                // Lax: the provider sends the browser back from another site
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }

    @Override
    public String toString() {
        return "PendingSignIn[]";
    }
}
