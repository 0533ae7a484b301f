package org.hunar.server.dashboard;

import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.auth.Visit;
import org.hunar.server.http.PathValue;
import org.hunar.server.programme.ProgrammeResource;

/** What all pages have in common: the frame, the reader's language, and the rules by which a browser shows them. */
abstract class PageResource {
    static final String LANGUAGE_COOKIE = "__Host-language";
    static final String DIGITS_COOKIE = "__Host-digits";

    /** Rows of a list; whoever wants more follows the link under it. */
    static final int ON_A_PAGE = 50;

    private static final String CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final PageFrame frame;

    PageResource(PageFrame frame) {
        this.frame = frame;
    }

    /** A page of whoever looks at it. */
    Response page(Visit visit, String template, Map<String, ?> model) {
        Map<String, Object> all = new HashMap<>(model);
        all.put("user", visit.getName());
        all.put("admin", visit.caller().isAdmin());
        all.put("form_token", visit.session().formToken());
        return html(Response.Status.OK, template, all, wording(visit.caller().languages()));
    }

    /** A page of a programme, with the programme as {@code programme} and what the reader is there as {@code manager}. */
    Response page(Visit visit, String code, String template, Map<String, ?> model) {
        ProgrammeId programme = PathValue.programme(code);
        Map<String, Object> all = new HashMap<>(model);
        all.put("programme", entity(frame.api().of(ProgrammeResource.class).find(visit.caller(), code)));
        all.put("manager", visit.caller().manages(programme));
        all.put("sees_all", visit.caller().seesAllCohorts(programme));
        return page(visit, template, all);
    }

    Response html(Response.Status status, String template, Map<String, ?> model, Wording wording) {
        return Response.status(status)
                .type(MediaType.TEXT_HTML + ";charset=utf-8")
                .header("Content-Security-Policy", CSP)
                // with no-referrer, as elsewhere, browsers say "Origin: null" with our own forms too
                .header("Referrer-Policy", "same-origin")
                .entity(frame.render(template, model, wording, here()))
                .build();
    }

    Wording wording(List<String> languages) {
        Stream<String> wanted = Stream.of(
                        Stream.of(cookie(LANGUAGE_COOKIE)),
                        languages.stream(),
                        headers().getAcceptableLanguages().stream().map(java.util.Locale::toLanguageTag))
                .flatMap(each -> each);
        return new Wording(
                Wording.firstKnown(wanted).orElse("en"), cookie(DIGITS_COOKIE).equals("own"));
    }

    String cookie(String name) {
        Cookie cookie = headers().getCookies().get(name);
        return cookie == null ? "" : cookie.getValue();
    }

    /** Path and query of this page. */
    String here() {
        String query = uri().getRequestUri().getRawQuery();
        return uri().getRequestUri().getRawPath() + (query == null ? "" : "?" + query);
    }

    /** These fields of a form, without those that were left empty. */
    static Map<String, Object> fields(MultivaluedMap<String, String> form, String... names) {
        Map<String, Object> fields = new HashMap<>();
        for (String name : names) {
            if (given(form.getFirst(name)) != null) {
                fields.put(name, form.getFirst(name).trim());
            }
        }
        return fields;
    }

    /** What was left empty in a form was not given: null. */
    static String given(String text) {
        return text == null || text.isBlank() ? null : text;
    }

    HttpHeaders headers() {
        return api(HttpHeaders.class);
    }

    private UriInfo uri() {
        return api(UriInfo.class);
    }

    <R> R api(Class<R> resource) {
        return frame.api().of(resource);
    }

    /** Another page, by GET. */
    static Response seeOther(String path) {
        return Response.seeOther(URI.create(path)).build();
    }

    /** A list of the API. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> maps(Object list) {
        return list == null ? List.of() : (List<Map<String, Object>>) list;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> entity(Response answer) {
        return (Map<String, Object>) answer.getEntity();
    }

    /**
     * A form that was sent from a page of its sender's own: it has its effect and leads on, or the page on which it stands is
     * shown once more and says why it had none.
     */
    static final class PageForm {
        private final Map<String, Object> kept = new HashMap<>();
        private Function<Map<String, Object>, Response> page;

        private PageForm() {}

        /**
         * @param token as it came with the form; null when it did not
         * @throws org.hunar.server.http.ProblemException 400 if the form is of another session
         */
        static PageForm of(Visit visit, String token) {
            visit.requireOwnForm(token);
            return new PageForm();
        }

        /** As {@link #of}, for managers of the programme only. */
        static PageForm ofManager(Visit visit, String programme, String token) {
            visit.caller().requireManager(PathValue.programme(programme));
            return of(visit, token);
        }

        /** @param shown makes the page on which the form stands; {@code refusal} and what is {@link #keeping kept} go into its model */
        PageForm on(Function<Map<String, Object>, Response> shown) {
            page = shown;
            return this;
        }

        /** What the page is told of a form that had no effect, such as what was entered. */
        PageForm keeping(String name, Object value) {
            kept.put(name, value);
            return this;
        }

        /** @return where the browser is led afterwards, so that reloading the page does not send the form again */
        Response leadsTo(String path, Runnable effect) {
            return shows(() -> {
                effect.run();
                return seeOther(path);
            });
        }

        /** @param effect what the form does; it makes the page that shows what came of it */
        Response shows(Supplier<Response> effect) {
            try {
                return effect.get();
            } catch (RuntimeException e) {
                if (page == null) {
                    throw e;
                }
                Refusal refusal = Refusal.of(e);
                kept.put("refusal", refusal.toModel());
                return Response.fromResponse(page.apply(kept))
                        .status(refusal.status())
                        .build();
            }
        }
    }
}
