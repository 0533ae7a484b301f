package org.hunar.server.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hunar.model.json.Json;

/** Shows a refusal as a page to whoever asked for a page. */
public final class ProblemPages implements ContainerResponseFilter {
    private static final String CSP =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'";

    /** What programs call. Some say that they take a page when nobody has told them what to say, as Java's own client does. */
    private static final Set<String> OF_PROGRAMS = Set.of("api", "openrosa", "key", "health");

    private final Renderer renderer;

    /** Makes the page, in the first of the languages that there is. */
    public interface Renderer {
        String render(Map<String, Object> problem, Stream<String> languages);
    }

    public ProblemPages(Renderer renderer) {
        this.renderer = renderer;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        boolean isPage = request.getAcceptableMediaTypes().stream()
                .anyMatch(type -> type.toString().startsWith(MediaType.TEXT_HTML));
        boolean isProblem = ProblemMapper.PROBLEM_JSON.equals(String.valueOf(response.getMediaType()));
        if (isPage && isProblem && !isOfPrograms(request) && response.getEntity() instanceof String problem) {
            String page = renderer.render(Json.readObject(problem).asMap(), languages(request));
            response.setEntity(page, null, MediaType.valueOf(MediaType.TEXT_HTML + ";charset=utf-8"));
            response.getHeaders().putSingle("Content-Security-Policy", CSP);
        }
    }

    private static boolean isOfPrograms(ContainerRequestContext request) {
        return request.getUriInfo().getPathSegments().stream()
                .findFirst()
                .filter(first -> OF_PROGRAMS.contains(first.getPath()))
                .isPresent();
    }

    private static Stream<String> languages(ContainerRequestContext request) {
        Cookie chosen = request.getCookies().get("__Host-language");
        return Stream.concat(
                Stream.of(chosen == null ? "" : chosen.getValue()),
                request.getAcceptableLanguages().stream().map(Locale::toLanguageTag));
    }
}
