package org.hunar.server.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.hunar.model.json.Json;

/** Problems that arise before a resource is reached, such as a URL that cannot be read. */
final class ProblemErrorHandler extends ErrorPageErrorHandler {
    @Override
    protected void generateResponse(
            Request request, Response response, int status, String message, Throwable cause, Callback callback) {
        ProblemException problem = new ProblemException(status, HttpStatus.code(status), HttpStatus.title(status));
        String requestId = Objects.requireNonNullElse(response.getHeaders().get("X-Request-Id"), "");
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemMapper.PROBLEM_JSON);
        byte[] body = Json.write(problem.toJson(requestId)).getBytes(StandardCharsets.UTF_8);
        response.write(true, ByteBuffer.wrap(body), callback);
    }
}
