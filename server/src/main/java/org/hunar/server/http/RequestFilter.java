package org.hunar.server.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;

/**
 * Puts the request's id, the server's time, as at its arrival, and the rules for browsers on every response, and the id
 * on every log line; and sees to it that the body comes at a pace.
 */
final class RequestFilter implements Filter {
    private static final String ID = "request_id";

    private final RequestStamp stamp;
    private final PacedRequest.Pace pace;

    RequestFilter(RequestStamp stamp, PacedRequest.Pace pace) {
        this.stamp = stamp;
        this.pace = pace;
    }

    /** Empty outside a request. */
    static String requestId(HttpServletRequest request) {
        Object id = request.getAttribute(ID);
        return id == null ? "" : id.toString();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String id = stamp.idFor(((HttpServletRequest) request).getHeader(RequestStamp.ID_HEADER));
        HttpServletResponse http = (HttpServletResponse) response;
        BrowserRules.put(http::setHeader, request.isSecure());
        http.setHeader(RequestStamp.ID_HEADER, id);
        http.setHeader(RequestStamp.TIME_HEADER, stamp.serverTime());
        request.setAttribute(ID, id);
        MDC.put(ID, id);
        try {
            chain.doFilter(new PacedRequest((HttpServletRequest) request, pace), response);
        } finally {
            MDC.remove(ID);
        }
    }
}
