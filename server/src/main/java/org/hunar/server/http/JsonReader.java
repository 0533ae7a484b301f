package org.hunar.server.http;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;

/** Bodies of requests, read by the codec that the phone has too; so a refusal reads the same on both sides. */
@Consumes(MediaType.APPLICATION_JSON)
final class JsonReader implements MessageBodyReader<JsonObject> {
    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return type == JsonObject.class;
    }

    @Override
    public JsonObject readFrom(
            Class<JsonObject> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        String charset = media.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, "utf-8");
        if (!charset.equalsIgnoreCase("utf-8")) {
            throw new ProblemException(415, "UNSUPPORTED_MEDIA_TYPE", "JSON is UTF-8 (RFC 8259), not " + charset);
        }
        return JsonObject.of("", Json.readBody(body.readAllBytes()));
    }
}
