package org.hunar.server.http;

import java.util.regex.Pattern;
import org.eclipse.jetty.http.BadMessageException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;

/**
 * Takes doubled slashes for one where phones write them, whose address of the server may end in a slash: in the door of
 * OpenRosa. Anywhere else such an address is refused as before, since it may mean one thing to a proxy and another here.
 */
final class DoubledSlashes implements HttpConfiguration.Customizer {
    private static final Pattern DOOR = Pattern.compile("/(key/[^/]+/)?openrosa/.*");
    private static final UriCompliance WITH_EMPTY_SEGMENTS =
            UriCompliance.DEFAULT.with("doubled slashes", Violation.AMBIGUOUS_EMPTY_SEGMENT);

    private DoubledSlashes() {}

    /** @param server that has started: its connectors are known */
    static void watch(Server server) {
        // within what measures them
        for (HttpConfiguration.ConnectionFactory each :
                server.getContainedBeans(HttpConfiguration.ConnectionFactory.class)) {
            each.getHttpConfiguration().addCustomizer(new DoubledSlashes());
            each.getHttpConfiguration().setUriCompliance(WITH_EMPTY_SEGMENTS);
        }
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable headers) {
        HttpURI asked = request.getHttpURI();
        if (!asked.hasViolation(Violation.AMBIGUOUS_EMPTY_SEGMENT)) {
            return request;
        }
        HttpURI meant = HttpURI.build(asked)
                .path(asked.getPath().replaceAll("/{2,}", "/"))
                .asImmutable();
        // what it means is looked at after dots are taken out, so that no path leads out of the door
        String path = meant.getCanonicalPath();
        if (path == null || !DOOR.matcher(path).matches()) {
            throw new BadMessageException("Ambiguous URI empty segment");
        }
        return new Request.Wrapper(request) {
            @Override
            public HttpURI getHttpURI() {
                return meant;
            }
        };
    }
}
