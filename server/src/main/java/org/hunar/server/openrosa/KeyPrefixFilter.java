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
 * Takes the token out of {@code /key/{token}/openrosa/…} before anything else sees the path: from here on, and in every
 * log and audit, the call is one of {@code /openrosa/…}. A slash at the end says nothing.
 */
@PreMatching
@Priority(1)
final class KeyPrefixFilter implements ContainerRequestFilter {
    private static final String TOKEN = KeyPrefixFilter.class.getName();
    private static final Pattern KEY = Pattern.compile("/?key/([^/]+)/(openrosa/.*)");
    private static final Pattern DOOR = Pattern.compile("/?openrosa/.*");

    /** The token that stood in the path; null if none did. */
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
        } else if (!DOOR.matcher(path).matches()) {
            return;
        }
        URI stripped = uri.getRequestUriBuilder()
                .replacePath(uri.getBaseUri().getPath() + path.replaceAll("^/|/$", ""))
                .build();
        request.setRequestUri(uri.getBaseUri(), stripped);
    }
}
