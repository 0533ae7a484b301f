package org.hunar.server.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/**
 * Puts {@code X-Request-Id} (the caller's, if it is a plain word) and {@code X-Server-Time} (epoch ms at the arrival of
 * the request, from which a phone learns how far its clock is off) on every response, and the id on every log line.
 */
final class RequestFilter implements Filter {
    private static final String ID_HEADER = "X-Request-Id";
    private static final String TIME_HEADER = "X-Server-Time";
    private static final String ID = "request_id";
    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final Clock clock;
    private final RandomGenerator random;

    RequestFilter(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** Empty outside a request. */
    static String requestId(HttpServletRequest request) {
        Object id = request.getAttribute(ID);
        return id == null ? "" : id.toString();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String id = idOf((HttpServletRequest) request);
        HttpServletResponse http = (HttpServletResponse) response;
        http.setHeader(ID_HEADER, id);
        http.setHeader(TIME_HEADER, Long.toString(clock.millis()));
        request.setAttribute(ID, id);
        MDC.put(ID, id);
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(ID);
        }
    }

    private String idOf(HttpServletRequest request) {
        String given = request.getHeader(ID_HEADER);
        boolean usable = given != null && PLAIN_WORD.matcher(given).matches();
        return usable ? given : new UUID(random.nextLong(), random.nextLong()).toString();
    }
}
