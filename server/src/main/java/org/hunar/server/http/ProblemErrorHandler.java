package org.hunar.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.hunar.model.json.Json;

/**
 * Problems that arise before a resource or even our filter is reached, such as a URL that cannot be read, or a method that
 * no resource has.
 */
final class ProblemErrorHandler extends ErrorHandler {
    private final RequestStamp stamp;
    private final String methods;
    private final List<HttpFeature.Saying> sayings;

    /**
     * @param methods that reach the resources; each resource refuses by itself what it does not take of them
     * @param sayings of the parts of the server that have words of their own
     */
    ProblemErrorHandler(RequestStamp stamp, Collection<String> methods, List<HttpFeature.Saying> sayings) {
        this.stamp = stamp;
        this.methods = methods.stream().sorted().collect(Collectors.joining(", "));
        this.sayings = sayings;
    }

    /** By itself Jetty tells only a GET, a HEAD and a POST why they are refused. */
    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request, Response response, int status, String message, Throwable cause, Callback callback) {
        ProblemException problem = new ProblemException(status, HttpStatus.code(status), HttpStatus.title(status));
        HttpFields.Mutable headers = response.getHeaders();
        if (!headers.contains(RequestStamp.ID_HEADER)) {
            headers.put(RequestStamp.ID_HEADER, stamp.idFor(request.getHeaders().get(RequestStamp.ID_HEADER)));
            headers.put(RequestStamp.TIME_HEADER, stamp.serverTime());
        }
        BrowserRules.put((name, value) -> headers.put(name, value), request.isSecure());
        if (status == HttpStatus.METHOD_NOT_ALLOWED && !headers.contains(HttpHeader.ALLOW)) {
            headers.put(HttpHeader.ALLOW, methods);
        }
        HttpFeature.Said said =
                said(request, problem).orElseGet(() -> json(problem, headers.get(RequestStamp.ID_HEADER)));
        said.headers().forEach(headers::put);
        headers.put(HttpHeader.CONTENT_TYPE, said.type());
        response.write(true, ByteBuffer.wrap(said.body()), callback);
    }

    private Optional<HttpFeature.Said> said(Request request, ProblemException problem) {
        String path =
                Objects.requireNonNullElse(request.getHttpURI().getPath(), "").replaceAll("/{2,}", "/");
        return sayings.stream()
                .filter(each -> each.path().matcher(path).matches())
                .findFirst()
                .map(each -> each.words().apply(problem));
    }

    private static HttpFeature.Said json(ProblemException problem, String requestId) {
        String body = Json.write(problem.toJson(requestId));
        return new HttpFeature.Said(ProblemMapper.PROBLEM_JSON, body.getBytes(StandardCharsets.UTF_8), Map.of());
    }
}
