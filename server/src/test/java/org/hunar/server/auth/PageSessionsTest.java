package org.hunar.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.hunar.server.testing.DatabaseTest;
import org.hunar.server.testing.PageVisitor;
import org.hunar.server.testing.SqlMeter;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;

/** Asma signs in at the office and at home, and sees to it that she leaves nothing open. */
class PageSessionsTest {
    private static final String OFFICE = "Mozilla/5.0 (Windows NT 10.0; rv:128.0) Gecko/20100101 Firefox/128.0";
    private static final String HOME = "Mozilla/5.0 (Linux; Android 10; K) Chrome/129.0 Mobile Safari/537.36";
    private static final String PASSWORD = "blue torch nine";
    private static final Pattern SESSION = Pattern.compile("/account/sessions/([^\"]+)\"");
    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"form_token\" value=\"([^\"]+)\"");

    private TestServer server;

    @DatabaseTest
    void oneSeesWhereOneIsSignedInAndEndsWhatOneDoesNotWant(TestDatabase.Kind kind) {
        try (TestServer started = TestServer.start(kind, SqlMeter.SETTING)) {
            server = started;
            server.put("/api/v1/users/asma", server.adminToken(), Map.of("password", PASSWORD));
            String office = PageVisitor.signIn(server.api(), "asma", PASSWORD, OFFICE);
            server.clock().advance(Duration.ofMinutes(1));
            String home = PageVisitor.signIn(server.api(), "asma", PASSWORD, HOME);
            String admin = PageVisitor.signIn(server.api(), "admin", "sparks fly upwards", HOME);

            String listed = page(home).body();
            assertThat(server.get("/api/v1/audit?who=asma", server.adminToken()).body())
                    .containsPattern("\"what\":\"user.sign-in\"");
            assertThat(listed).contains("Chrome, Android", "Firefox, Windows").doesNotContain("Gecko", "10.0");
            String ofOffice = onlyOne(SESSION, listed);
            end(admin, ofOffice);
            assertThat(page(office).statusCode()).isEqualTo(200);

            assertThat(end(home, ofOffice).headers().firstValue("Location"))
                    .hasValueSatisfying(to -> assertThat(to).endsWith("/account"));
            assertSignedOut(office);
            assertThat(page(home).body()).contains("Chrome, Android").doesNotContain("Firefox, Windows");

            HttpResponse<String> out = end(home, onlyOne(SESSION, listedBySomewhereElse()));
            assertThat(out.headers().firstValue("Clear-Site-Data")).contains("\"cache\", \"storage\"");
            assertThat(out.headers().allValues("Set-Cookie"))
                    .singleElement()
                    .satisfies(cookie -> assertThat(cookie).startsWith("__Host-session=;"));
            assertSignedOut(home);

            itIsSeldomNotedThatASessionIsUsed(admin);
            server.clock().advance(Duration.ofMinutes(121));
            assertSignedOut(admin);
        }
    }

    /** The list as another browser of hers shows it, in which the one at home is not the own one. */
    private String listedBySomewhereElse() {
        return page(PageVisitor.signIn(server.api(), "asma", PASSWORD, OFFICE)).body();
    }

    private void itIsSeldomNotedThatASessionIsUsed(String session) {
        int usual = SqlMeter.count(() -> page(session));
        server.clock().advance(Duration.ofMinutes(6));
        assertThat(SqlMeter.count(() -> page(session))).isEqualTo(usual + 1);
        assertThat(SqlMeter.count(() -> page(session))).isEqualTo(usual);
    }

    private HttpResponse<String> page(String session) {
        return server.send(server.request("/account", "").header("Cookie", session));
    }

    private HttpResponse<String> end(String session, String id) {
        String token = FORM_TOKEN
                .matcher(page(session).body())
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
        return server.send(server.request("/account/sessions/" + id, "")
                .header("Cookie", session)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("form_token=" + token)));
    }

    private void assertSignedOut(String session) {
        assertThat(page(session).headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).contains("/sign-in"));
    }

    private static String onlyOne(Pattern pattern, String text) {
        List<String> found =
                pattern.matcher(text).results().map(each -> each.group(1)).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
