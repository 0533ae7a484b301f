package org.hunar.server.testing;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** Signs in by the page, as a browser does without JavaScript. */
public final class PageVisitor {
    private PageVisitor() {}

    /** The header {@code Cookie} of a session. */
    public static String signIn(ApiClient server, String user, String password) {
        return signIn(server, user, password, "");
    }

    /** The same, of a browser that names itself so. */
    public static String signIn(ApiClient server, String user, String password, String userAgent) {
        String visitor = cookie(server.get("/sign-in", ""));
        String form = "name=" + encoded(user) + "&password=" + encoded(password) + "&form_token="
                + encoded(visitor.substring(visitor.indexOf('=') + 1));
        HttpResponse<String> answer = server.send(server.request("/sign-in", "")
                .header("Cookie", visitor)
                .header("User-Agent", userAgent)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
        if (answer.statusCode() != 303) {
            throw new IllegalStateException("not signed in: " + answer.statusCode() + " " + answer.body());
        }
        return cookie(answer);
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
