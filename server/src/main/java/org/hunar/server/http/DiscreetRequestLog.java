package org.hunar.server.http;

import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;

/** The log of requests, without the secret that stands in some addresses: {@code /key/…/} or {@code ?st=…} in place of it. */
final class DiscreetRequestLog implements RequestLog {
    private static final Pattern IN_PATH = Pattern.compile("(/+key/+)[^/?]+");
    private static final Pattern IN_QUERY = Pattern.compile("(^|[?&])st=[^&]*");

    private final RequestLog log;

    DiscreetRequestLog(RequestLog log) {
        this.log = log;
    }

    /** A path, a query, or both. */
    static String redact(String address) {
        return IN_QUERY.matcher(IN_PATH.matcher(address).replaceAll("$1…")).replaceAll("$1st=…");
    }

    @Override
    public void log(Request request, Response response) {
        log.log(hasSecret(request.getHttpURI()) ? new Redacted(request) : request, response);
    }

    private static boolean hasSecret(HttpURI uri) {
        return uri.getPath() != null && IN_PATH.matcher(uri.getPath()).find()
                || uri.getQuery() != null && IN_QUERY.matcher(uri.getQuery()).find();
    }

    private static final class Redacted extends Request.Wrapper {
        Redacted(Request request) {
            super(request);
        }

        @Override
        public HttpURI getHttpURI() {
            HttpURI uri = super.getHttpURI();
            HttpURI.Mutable redacted = HttpURI.build(uri).path(redact(uri.getPath()));
            return uri.getQuery() == null
                    ? redacted.asImmutable()
                    : redacted.query(redact(uri.getQuery())).asImmutable();
        }
    }
}
