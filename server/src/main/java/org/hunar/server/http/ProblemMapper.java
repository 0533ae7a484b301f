package org.hunar.server.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.EOFException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.glassfish.jersey.server.ParamException;
import org.hunar.model.json.Json;
import org.hunar.model.problem.InvalidException;
import org.hunar.model.problem.Violation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every exception with a problem; the unexpected gets a number, which the log has too, and no stack trace. */
final class ProblemMapper implements ExceptionMapper<Throwable> {
    static final String PROBLEM_JSON = "application/problem+json";
    /** A body of so few bytes has arrived with its head, and Jetty reads it to the end. */
    private static final int ALWAYS_READ = 4 * 1024;

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
     * next request into the closing connection.
     */
    private static boolean mayBeUnread(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        return length > ALWAYS_READ || length < 0 && request.getHeader("Transfer-Encoding") != null;
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
        if (thrown instanceof EOFException) {
            return new ProblemException(400, "BAD_REQUEST", "the body ended early");
        }
        return translations.getOrDefault(thrown.getClass(), this::unexpected).apply(thrown);
    }

    private static ProblemException parameter(ParamException refused) {
        String message = "the parameter cannot be read";
        return ProblemException.invalid(
                List.of(new Violation("?" + refused.getParameterName(), "INVALID", message)),
                refused.getParameterName() + ": " + message);
    }

    private static ProblemException refusal(WebApplicationException refused) {
        int status = refused.getResponse().getStatus();
        ProblemException problem = new ProblemException(status, HttpStatus.code(status), HttpStatus.title(status));
        refused.getResponse().getStringHeaders().forEach((name, values) -> {
            if (!name.regionMatches(true, 0, "Content-", 0, "Content-".length())) {
                problem.withHeader(name, String.join(", ", values));
            }
        });
        return problem;
    }

    private ProblemException unexpected(Throwable thrown) {
        String number = String.format("%016x", random.nextLong());
        LOG.error("Unexpected error {}", number, DiscreetError.of(thrown));
        return new ProblemException(500, "INTERNAL", "an error that nobody foresaw; its number is " + number)
                .with("error_number", number);
    }
}
