package org.hunar.server.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.http.BadMessageException;
import org.eclipse.jetty.io.EofException;
import org.glassfish.jersey.server.ParamException;
import org.hunar.model.json.Json;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.problem.Violation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every exception with a problem; the unexpected gets a number, which the log has too, and no stack trace. */
final class ProblemMapper implements ExceptionMapper<Throwable> {
    static final String PROBLEM_JSON = "application/problem+json";

    private static final int REQUEST_TIMEOUT = 408;
    private static final int UNSUPPORTED_MEDIA_TYPE = 415;

    private static final Logger LOG = LoggerFactory.getLogger(ProblemMapper.class);

    private final Map<Class<?>, Function<Throwable, ProblemException>> translations;
    private final RandomGenerator random;

    @Context
    private HttpServletRequest request;

    /** @param translations exceptions of the features, each by its exact class */
    ProblemMapper(Map<Class<?>, Function<Throwable, ProblemException>> translations, RandomGenerator random) {
        this.translations = translations;
        this.random = random;
    }

    @Override
    public Response toResponse(Throwable thrown) {
        if (thrown instanceof WebApplicationException ours && isNoRefusal(ours.getResponse())) {
            return ours.getResponse();
        }
        ProblemException problem = toProblem(thrown);
        Response.ResponseBuilder response = Response.status(problem.status())
                .type(PROBLEM_JSON)
                .entity(Json.write(problem.toJson(RequestFilter.requestId(request))));
        problem.headers().forEach(response::header);
        if (mayBeUnread(request)) {
            response.header("Connection", "close");
        }
        return response.build();
    }

    /**
     * Jetty closes the connection on the rest of a body that nobody read. A client that was not told would send its
     * next request into the closing connection. However small the body: it may come in a packet of its own, which is
     * not here yet.
     */
    private static boolean mayBeUnread(HttpServletRequest request) {
        boolean hasBody = request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
        return hasBody && !isRead(request);
    }

    private static boolean isRead(HttpServletRequest request) {
        try {
            return request.getInputStream().isFinished();
        } catch (IOException e) {
            LOG.debug("the body broke off", e);
            return false;
        }
    }

    /** A redirection or 304, which JAX-RS knows as an exception too. */
    private static boolean isNoRefusal(Response response) {
        return response.getStatus() < 400;
    }

    private ProblemException toProblem(Throwable thrown) {
        if (thrown instanceof ProblemException problem) {
            return problem;
        }
        if (thrown instanceof InvalidException invalid) {
            return ProblemException.invalid(invalid.violations(), invalid.getMessage());
        }
        if (thrown instanceof ParamException parameter && !(thrown instanceof ParamException.PathParamException)) {
            return parameter(parameter);
        }
        if (thrown instanceof WebApplicationException refusal) {
            return refusal(refusal);
        }
        if (thrown instanceof EofException) {
            return new ProblemException(REQUEST_TIMEOUT, "CUT", "the request ended early; nothing was done");
        }
        if (thrown instanceof BadMessageException broken && broken.getCode() == REQUEST_TIMEOUT) {
            LOG.info("The client sent its request more slowly than minRequestDataPerSecond");
            return tooSlow("the body came too slowly; nothing was done");
        }
        if (thrown instanceof IOException && BrokenOff.isStalled(thrown)) {
            LOG.info("The client sent the rest of its request too late, or never");
            return tooSlow("the rest of the body did not come in time; nothing was done");
        }
        return translations.getOrDefault(thrown.getClass(), this::unexpected).apply(thrown);
    }

    /** By its status a phone knows that nothing is wrong with what it sent, and sends it once more. */
    private static ProblemException tooSlow(String detail) {
        return new ProblemException(REQUEST_TIMEOUT, "TOO_SLOW", detail).withHeader("Retry-After", "60");
    }

    private static ProblemException parameter(ParamException refused) {
        boolean isTold = refused.getCause() instanceof ProblemException;
        String message = isTold ? refused.getCause().getMessage() : "the parameter cannot be read";
        return ProblemException.invalid(
                List.of(new Violation("?" + refused.getParameterName(), "INVALID", message)),
                refused.getParameterName() + ": " + message);
    }

    private ProblemException refusal(WebApplicationException refused) {
        int status = refused.getResponse().getStatus();
        String detail =
                status == UNSUPPORTED_MEDIA_TYPE ? notTaken(request.getContentType()) : HttpStatus.title(status);
        ProblemException problem = new ProblemException(status, HttpStatus.code(status), detail);
        refused.getResponse().getStringHeaders().forEach((name, values) -> {
            if (!name.regionMatches(true, 0, "Content-", 0, "Content-".length())) {
                problem.withHeader(name, String.join(", ", values));
            }
        });
        return problem;
    }

    private static String notTaken(String type) {
        return type == null
                ? "the header Content-Type has to say of what type the body is"
                : "a body of the Content-Type " + type + " is not taken here";
    }

    private ProblemException unexpected(Throwable thrown) {
        String number = String.format("%016x", random.nextLong());
        LOG.error("Unexpected error {}", number, DiscreetError.of(thrown));
        return new ProblemException(500, "INTERNAL", "an error that nobody foresaw; its number is " + number)
                .with("error_number", number);
    }
}
