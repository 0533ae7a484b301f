package org.hunar.server.auth.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.hunar.server.http.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The provider, by OpenID Connect Core 1.0: authorization code flow with PKCE, an id token whose signature, issuer, audience,
 * nonce and time are held against what is known. What it publishes of itself is asked for when it is first needed, so that a
 * server starts without it.
 */
final class OidcProvider {
    private static final Logger LOG = LoggerFactory.getLogger(OidcProvider.class);
    private static final int TIMEOUT_MS = 5_000;
    private static final int MOST_BYTES = 256 * 1024;
    private static final int RETRY_AFTER_SECONDS = 30;

    /** By a key that only the provider has; never {@code none}, and no HMAC with the client's secret. */
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256, JWSAlgorithm.EdDSA);

    private final Issuer issuer;
    private final ClientID client;
    private final OidcConfig config;
    private volatile Published published;

    /** What the provider publishes, and who checks its tokens by that. */
    private record Published(OIDCProviderMetadata metadata, IDTokenValidator validator) {}

    OidcProvider(OidcConfig config) {
        this.config = config;
        this.issuer = new Issuer(config.issuer().orElseThrow());
        this.client = new ClientID(config.clientId());
    }

    /** Where the browser goes to sign in. */
    URI authorization(PendingSignIn pending) {
        return new AuthenticationRequest.Builder(
                        ResponseType.CODE, new Scope("openid", "profile", "email"), client, config.redirectUri())
                .endpointURI(published().metadata().getAuthorizationEndpointURI())
                .state(pending.state())
                .nonce(pending.nonce())
                .codeChallenge(pending.verifier(), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /**
     * Who came back.
     *
     * @param returned the whole address by which the browser came
     * @return what the provider says of the person
     * @throws ProblemException 400 {@code OIDC_REFUSED} if it is not what was asked for, or the person did not sign in there;
     *     503 if the provider cannot be reached
     */
    IDTokenClaimsSet person(URI returned, PendingSignIn pending) {
        try {
            AuthenticationResponse response = AuthenticationResponseParser.parse(returned);
            if (!pending.state().equals(response.getState())
                    || response.getIssuer() != null && !issuer.equals(response.getIssuer())) {
                throw refused("the answer belongs to another sign-in");
            }
            if (!response.indicatesSuccess()) {
                throw refused("the provider did not let you in");
            }
            AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
            TokenResponse answer =
                    OIDCTokenResponseParser.parse(bounded(token(code, pending)).send());
            if (!answer.indicatesSuccess()) {
                throw refused("the provider does not know its code");
            }
            OIDCTokenResponse tokens = (OIDCTokenResponse) answer.toSuccessResponse();
            return published().validator().validate(tokens.getOIDCTokens().getIDToken(), pending.nonce());
        } catch (ParseException | BadJOSEException | JOSEException e) {
            // the reason without what came, in which names and codes may stand
            LOG.info("A sign-in by OpenID Connect is refused: {}", e.getClass().getSimpleName());
            throw refused("the provider's answer cannot be trusted");
        } catch (IOException e) {
            throw away(e);
        }
    }

    private TokenRequest token(AuthorizationCode code, PendingSignIn pending) {
        AuthorizationCodeGrant grant = new AuthorizationCodeGrant(code, config.redirectUri(), pending.verifier());
        URI endpoint = published().metadata().getTokenEndpointURI();
        return config.clientSecret()
                .map(secret ->
                        new TokenRequest.Builder(endpoint, new ClientSecretBasic(client, new Secret(secret)), grant))
                .orElseGet(() -> new TokenRequest.Builder(endpoint, client, grant))
                .build();
    }

    private static HTTPRequest bounded(TokenRequest request) {
        HTTPRequest http = request.toHTTPRequest();
        http.setConnectTimeout(TIMEOUT_MS);
        http.setReadTimeout(TIMEOUT_MS);
        http.setFollowRedirects(false);
        return http;
    }

    private Published published() {
        Published known = published;
        if (known == null) {
            known = ask();
            published = known;
        }
        return known;
    }

    private Published ask() {
        try {
            OIDCProviderMetadata metadata = OIDCProviderMetadata.resolve(issuer, TIMEOUT_MS, TIMEOUT_MS);
            JWKSource<SecurityContext> keys = JWKSourceBuilder.create(
                            metadata.getJWKSetURI().toURL(),
                            new DefaultResourceRetriever(TIMEOUT_MS, TIMEOUT_MS, MOST_BYTES))
                    .build();
            return new Published(
                    metadata,
                    new IDTokenValidator(issuer, client, new JWSVerificationKeySelector<>(ALGORITHMS, keys), null));
        } catch (GeneralException | IOException e) {
            throw away(e);
        }
    }

    private static ProblemException refused(String why) {
        return new ProblemException(400, "OIDC_REFUSED", why + "; nobody is signed in, begin anew");
    }

    private static ProblemException away(Exception cause) {
        LOG.warn("The OpenID provider cannot be asked: {}", cause.getClass().getSimpleName());
        ProblemException away = ProblemException.unavailable(
                "OIDC_AWAY",
                "the provider of the sign-in cannot be reached; sign in with your password, or try again later",
                RETRY_AFTER_SECONDS);
        away.initCause(cause);
        return away;
    }
}
