package org.hunar.server.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Sees to it that Content-Type says of the bytes what they are. Jersey repeats the charset that {@code Accept} named, though
 * everything is written in UTF-8; and to a HEAD that has no body it gives the first type that it could have written.
 */
final class TrueType implements ContainerResponseFilter {
    private static final String UTF_8 = StandardCharsets.UTF_8.name().toLowerCase(Locale.ROOT);

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MediaType type = response.getMediaType();
        if (type == null) {
            return;
        }
        String charset = type.getParameters().getOrDefault(MediaType.CHARSET_PARAMETER, UTF_8);
        if (!response.hasEntity()) {
            response.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
        } else if (!charset.equalsIgnoreCase(UTF_8)) {
            response.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, type.withCharset(UTF_8));
        }
    }
}
