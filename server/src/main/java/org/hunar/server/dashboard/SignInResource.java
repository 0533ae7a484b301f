package org.hunar.server.dashboard;

import io.dropwizard.auth.Auth;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.Texts;
import org.hunar.server.auth.AuthFeature;
import org.hunar.server.auth.OpenBeforePasswordChange;
import org.hunar.server.auth.PageSessions;
import org.hunar.server.auth.SignedIn;
import org.hunar.server.auth.UserResource;
import org.hunar.server.auth.Visit;
import org.hunar.server.auth.WebSessions;
import org.hunar.server.auth.WebSignIns;
import org.hunar.server.http.ClientAddress;
import org.hunar.server.http.ProblemException;

/** {@code /sign-in} and what whoever has not signed in may do: choose a language. */
@Path("/")
public final class SignInResource extends PageResource implements WebSessions {
    /** Until somebody has signed in, it holds the token of the form. */
    private static final String VISITOR_COOKIE = "__Host-visitor";

    private static final Duration A_YEAR = Duration.ofDays(365);
    private static final String HOME = "/portfolio";

    private final WebSignIns signIns;
    private final PageSessions sessions;
    private final Optional<String> provider;

    /** @param provider by which people may sign in beside their passwords */
    SignInResource(PageFrame frame, WebSignIns signIns, PageSessions sessions, Optional<String> provider) {
        super(frame);
        this.signIns = signIns;
        this.sessions = sessions;
        this.provider = provider;
    }

    @GET
    @Path("sign-in")
    public Response form(@QueryParam("to") String to) {
        return form(Response.Status.OK, to, "");
    }

    @POST
    @Path("sign-in")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response signIn(
            @Context HttpServletRequest request,
            @FormParam("name") String name,
            @FormParam("password") String password,
            @FormParam("form_token") String token,
            @FormParam("to") String to) {
        requireOwnForm(token);
        Optional<SignedIn> who = name == null || password == null
                ? Optional.empty()
                : signIns.byPassword(name.trim(), password, ClientAddress.of(request));
        return who.map(found -> begin(found, path(to)))
                .orElseGet(() -> form(Response.Status.UNAUTHORIZED, to, "sign_in.wrong"));
    }

    /** A page that leads on, since a browser that was sent here by another site keeps the cookie to itself (SameSite). */
    @Override
    public Response begin(SignedIn who, HttpServletRequest request) {
        Response led = html(Response.Status.OK, "signed-in", Map.of("to", HOME), wording(List.of()));
        return Response.fromResponse(led).cookie(session(who)).build();
    }

    /** One's own password, which an administrator has chosen at first. */
    @GET
    @Path("password")
    @OpenBeforePasswordChange
    public Response password(@Auth Visit visit) {
        return page(visit, "password", Map.of());
    }

    @POST
    @Path("password")
    @OpenBeforePasswordChange
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response changePassword(
            @Auth Visit visit, @Context HttpServletRequest request, MultivaluedMap<String, String> form) {
        JsonObject change = JsonObject.of("", fields(form, "old", "new"));
        return PageForm.of(visit, form.getFirst("form_token"))
                .on(outcome -> page(visit, "password", outcome))
                .shows(() -> {
                    api(UserResource.class).changePassword(visit.caller(), visit.getName(), request, change);
                    return begin(signIns.named(visit.getName()).orElseThrow(), HOME);
                });
    }

    @POST
    @Path("sign-out")
    @OpenBeforePasswordChange
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response signOut(@Auth Visit visit, @FormParam("form_token") String token) {
        return PageForm.of(visit, token).shows(() -> {
            sessions.end(visit.session());
            return signedOut();
        });
    }

    /** Takes along what the browser may have kept of pages; the language that was chosen stays. */
    static Response signedOut() {
        return Response.fromResponse(seeOther("/sign-in"))
                .cookie(cookie(AuthFeature.SESSION_COOKIE, "", Duration.ZERO))
                .header("Clear-Site-Data", "\"cache\", \"storage\"")
                .build();
    }

    /** Needs no token: all that another site could bring about is another language. */
    @POST
    @Path("language")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response language(
            @FormParam("language") String language, @FormParam("digits") String digits, @FormParam("to") String to) {
        Response.ResponseBuilder answer = Response.fromResponse(seeOther(path(to)));
        if (language != null && Texts.LANGUAGES.contains(language)) {
            answer.cookie(cookie(LANGUAGE_COOKIE, language, A_YEAR));
        }
        if (digits != null) {
            answer.cookie(cookie(DIGITS_COOKIE, digits.equals("own") ? "own" : "latin", A_YEAR));
        }
        return answer.build();
    }

    private Response begin(SignedIn who, String to) {
        return Response.fromResponse(seeOther(to)).cookie(session(who)).build();
    }

    private NewCookie session(SignedIn who) {
        PageSessions.Cookie session = sessions.begin(who, headers().getHeaderString(HttpHeaders.USER_AGENT));
        return cookie(AuthFeature.SESSION_COOKIE, session.value(), session.lifetime());
    }

    private Response form(Response.Status status, String to, String wrong) {
        String token = cookie(VISITOR_COOKIE).isEmpty() ? sessions.word() : cookie(VISITOR_COOKIE);
        Map<String, Object> model =
                Map.of("to", path(to), "wrong", wrong, "form_token", token, "provider", provider.orElse(""));
        return Response.fromResponse(html(status, "sign-in", model, wording(List.of())))
                .cookie(cookie(VISITOR_COOKIE, token, A_YEAR))
                .build();
    }

    private void requireOwnForm(String token) {
        byte[] given = (token == null ? "" : token).getBytes(StandardCharsets.UTF_8);
        byte[] own = cookie(VISITOR_COOKIE).getBytes(StandardCharsets.UTF_8);
        if (own.length == 0 || !MessageDigest.isEqual(given, own)) {
            throw new ProblemException(400, "FORM_EXPIRED", "the form is too old; open the page for signing in again");
        }
    }

    private static NewCookie cookie(String name, String value, Duration lifetime) {
        return new NewCookie.Builder(name)
                .value(value)
                .path("/")
                .maxAge(Math.toIntExact(lifetime.toSeconds()))
                .secure(true)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }

    /** Within this site only: whoever signs in is led nowhere else. */
    private static String path(String to) {
        return to != null && to.matches("/[A-Za-z0-9][A-Za-z0-9/._~?=&%-]*") ? to : HOME;
    }
}
