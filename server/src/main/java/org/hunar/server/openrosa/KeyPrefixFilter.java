package org.hunar.server.openrosa;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the token out of {@code /key/{token}/openrosa/…}, or {@code /openrosa/…?st={token}} as Enketo writes it, before
 * anything else sees the address: from here on, and in every log and audit, the call is one of {@code /openrosa/…}. A slash
 * at the end says nothing.
 */
@PreMatching
@Priority(1)
final class KeyPrefixFilter implements ContainerRequestFilter {
    private static final String TOKEN = KeyPrefixFilter.class.getName();
    private static final Pattern KEY = Pattern.compile("/?key/([^/]+)/(openrosa/.*)");
    private static final String TOKEN_OF_ENKETO = "st";
    private static final Pattern DOOR = Pattern.compile("/?openrosa/.*");

    /** The token that stood in the address; null if none did. */
    static String token(ContainerRequestContext request) {
        return (String) request.getProperty(TOKEN);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        UriInfo uri = request.getUriInfo();
        String path = uri.getPath(false);
        Matcher key = KEY.matcher(path);
        if (key.matches()) {
            request.setProperty(TOKEN, key.group(1));
            path = key.group(2);
        } else if (DOOR.matcher(path).matches()) {
            request.setProperty(TOKEN, uri.getQueryParameters().getFirst(TOKEN_OF_ENKETO));
        } else {
            return;
        }
        URI stripped = uri.getRequestUriBuilder()
                .replacePath(uri.getBaseUri().getPath() + path.replaceAll("^/|/$", ""))
                .replaceQueryParam(TOKEN_OF_ENKETO)
                .build();
        request.setRequestUri(uri.getBaseUri(), stripped);
    }
}
