package org.hunar.server.http;

import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;

/** The log of requests, without the secret that stands in some addresses: {@code /key/…/} in place of it. */
final class DiscreetRequestLog implements RequestLog {
    private static final Pattern SECRET = Pattern.compile("(/+key/+)[^/?]+");

    private final RequestLog log;

    DiscreetRequestLog(RequestLog log) {
        this.log = log;
    }

    static String redact(String address) {
        return SECRET.matcher(address).replaceAll("$1…");
    }

    @Override
    public void log(Request request, Response response) {
        HttpURI uri = request.getHttpURI();
        boolean secret = uri.getPath() != null && SECRET.matcher(uri.getPath()).find();
        log.log(secret ? new Redacted(request) : request, response);
    }

    private static final class Redacted extends Request.Wrapper {
        Redacted(Request request) {
            super(request);
        }

        @Override
        public HttpURI getHttpURI() {
            HttpURI uri = super.getHttpURI();
            return HttpURI.build(uri).path(redact(uri.getPath())).asImmutable();
        }
    }
}
