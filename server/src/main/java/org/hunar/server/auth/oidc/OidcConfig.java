package org.hunar.server.auth.oidc;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Section {@code oidc} of config.yml: by which provider people may sign in to the pages, beside their passwords.
 *
 * @param issuer of the provider, an https address under which {@code /.well-known/openid-configuration} lies; empty for none
 * @param clientId as the provider knows this server
 * @param clientSecret empty for a public client
 * @param redirectUri of this server as browsers reach it, ending in {@code /sign-in/oidc/callback}
 * @param claim of the id token that is the name of a user here; default {@code preferred_username}
 * @param label of the provider, as people know it: "Sign in with …"
 */
public record OidcConfig(
        Optional<URI> issuer,
        String clientId,
        Optional<String> clientSecret,
        URI redirectUri,
        String claim,
        String label) {
    private static final String DEFAULT_CLAIM = "preferred_username";
    private static final String DEFAULT_LABEL = "OpenID Connect";

    /** As when the section is left out: nobody. */
    public static final OidcConfig DEFAULT = new OidcConfig(null, null, null, null, null, null);

    public OidcConfig {
        issuer = issuer == null
                ? Optional.empty()
                : issuer.filter(uri -> !uri.toString().isBlank());
        clientId = clientId == null ? "" : clientId.strip();
        clientSecret = clientSecret == null ? Optional.empty() : clientSecret.filter(text -> !text.isBlank());
        redirectUri = redirectUri == null ? URI.create("") : redirectUri;
        claim = claim == null ? DEFAULT_CLAIM : claim;
        label = label == null ? DEFAULT_LABEL : label;
        if (issuer.isPresent()) {
            requireSafe("oidc.issuer", issuer.get());
            requireSafe("oidc.redirectUri", redirectUri);
            if (clientId.isEmpty()) {
                throw new IllegalArgumentException("oidc.clientId is missing: the provider gives one for this server");
            }
            if (!redirectUri.getPath().endsWith(OidcResource.CALLBACK)) {
                throw new IllegalArgumentException("oidc.redirectUri ends in " + OidcResource.CALLBACK);
            }
        }
    }

    /** Codes and keys go over it: HTTPS, or this machine. */
    private static void requireSafe(String key, URI uri) {
        if (uri.getHost() == null || !"https".equals(uri.getScheme()) && !isThisMachine(uri)) {
            throw new IllegalArgumentException(key + " is an address that begins with https://, not \"" + uri + "\"");
        }
    }

    private static boolean isThisMachine(URI uri) {
        try {
            return "http".equals(uri.getScheme())
                    && InetAddress.getByName(uri.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "OidcConfig[issuer=" + issuer.map(URI::toString).orElse("none") + ", clientId=" + clientId + ", claim="
                + claim + "]";
    }

    /** The provider's name, if people may sign in by one. */
    public Optional<String> offered() {
        return issuer.map(known -> label);
    }
}
