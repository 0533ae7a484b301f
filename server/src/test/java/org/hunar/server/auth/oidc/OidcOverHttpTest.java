package org.hunar.server.auth.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropwizard.testing.ConfigOverride;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Asma signs in by her ministry's provider, and whoever would like to be Asma does not. */
class OidcOverHttpTest {
    private static final URI CALLBACK = URI.create("https://hunar.example.org/sign-in/oidc/callback");
    private static final HttpClient BROWSER = HttpClient.newHttpClient();
    private static LittleProvider provider;
    private static TestServer server;

    /** Where the server sent the browser, and what it gave along. */
    private record Begun(URI to, String cookie) {}

    @BeforeAll
    static void start() {
        provider = new LittleProvider();
        server = TestServer.start(
                TestDatabase.Kind.H2,
                ConfigOverride.config("oidc.issuer", provider.issuer()),
                ConfigOverride.config("oidc.clientId", LittleProvider.CLIENT),
                ConfigOverride.config("oidc.clientSecret", LittleProvider.SECRET),
                ConfigOverride.config("oidc.redirectUri", CALLBACK.toString()));
        server.put("/api/v1/users/asma", server.adminToken(), Map.of("password", "blue torch nine"));
        server.put("/api/v1/users/gone", server.adminToken(), Map.of("password", "blue torch nine", "disabled", true));
    }

    @AfterAll
    static void stop() {
        server.close();
        provider.close();
    }

    @BeforeEach
    void anHonestProvider() {
        provider.isItselfAgain();
    }

    @Test
    void whoIsSignedInThereIsSignedInHereWithWhatHeIsGrantedHere() throws Exception {
        Begun begun = begin();

        HttpResponse<String> answer = comeBack(provider.signIn(begun.to()), begun.cookie());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<String> cookies = answer.headers().allValues("Set-Cookie");
        assertThat(cookies).anyMatch(each -> each.contains("Max-Age=0"));
        String session = cookies.stream()
                .filter(each -> each.startsWith("__Host-session="))
                .findFirst()
                .orElseThrow();
        assertThat(answer.body()).contains("/portfolio");
        HttpResponse<String> page = comeBack(URI.create("/programmes"), session);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("asma");
        assertThat(comeBack(URI.create("/users"), session).statusCode()).isEqualTo(403);
    }

    @Test
    void thePageForSigningInLeadsThere() throws Exception {
        assertThat(send(HttpRequest.newBuilder(server.uri("/sign-in"))).body()).contains("href=\"/sign-in/oidc\"");
    }

    @Test
    void theBrowserKeepsWhatItNeedsWhereNoScriptAndNoOtherHostReachesIt() throws Exception {
        Begun begun = begin();

        assertThat(begun.cookie()).startsWith("__Host-").contains("Secure", "HttpOnly", "SameSite=Lax", "Path=/");
        assertThat(begun.to().getQuery())
                .contains("response_type=code", "code_challenge_method=S256", "nonce=", "state=")
                .doesNotContain(LittleProvider.SECRET);
    }

    @Test
    void anAnswerWithoutItsOwnBrowserIsNotTaken() throws Exception {
        Begun hers = begin();
        Begun his = begin();
        URI answer = provider.signIn(hers.to());

        assertThat(comeBack(answer, "").statusCode()).isEqualTo(400);
        assertThat(comeBack(answer, his.cookie()).statusCode()).isEqualTo(400);
        // even with her state in his cookie the code is worth nothing without her verifier
        String[] parts = his.cookie().split("[=.;]");
        String state = hers.cookie().split("[=.;]")[1];
        assertThat(comeBack(answer, parts[0] + "=" + state + "." + parts[2] + "." + parts[3])
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aCodeIsGoodOnce() throws Exception {
        Begun begun = begin();
        URI answer = provider.signIn(begun.to());

        assertThat(comeBack(answer, begun.cookie()).statusCode()).isEqualTo(200);
        assertThat(comeBack(answer, begun.cookie()).statusCode()).isEqualTo(400);
    }

    @Test
    void aTokenOfAnotherSignerIssuerAudienceOrNonceIsRefused() throws Exception {
        provider.isCounterfeited();
        assertThat(signIn().statusCode()).isEqualTo(400);
        provider.isItselfAgain();
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("iss", "https://evil.example.org"),
                Map.of("aud", "another client"),
                Map.of("nonce", "of yesterday"))) {
            provider.says(wrong);
            assertThat(signIn().statusCode()).as("%s", wrong).isEqualTo(400);
        }
    }

    @Test
    void whoIsNoUserHereOrMayNotSignInIsNotLetIn() throws Exception {
        for (String name : List.of("nobody-here", "gone", "not a name at all", "")) {
            provider.says(Map.of("preferred_username", name));
            HttpResponse<String> answer = signIn();
            assertThat(answer.statusCode()).as(name).isEqualTo(403);
            assertThat(answer.body()).contains("NO_SUCH_USER");
        }
    }

    @Test
    void anAddressOfAProviderIsHttps() {
        assertThatThrownBy(() -> config("http://login.example.org")).hasMessageContaining("https://");
        assertThat(config("https://login.example.org").issuer()).isPresent();
        assertThat(config("").issuer()).isEmpty();
    }

    private static OidcConfig config(String issuer) {
        return new OidcConfig(Optional.of(URI.create(issuer)), "hunar", null, CALLBACK, null, null);
    }

    private static HttpResponse<String> signIn() throws Exception {
        Begun begun = begin();
        return comeBack(provider.signIn(begun.to()), begun.cookie());
    }

    private static Begun begin() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(server.uri("/sign-in/oidc")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return new Begun(
                URI.create(answer.headers().firstValue("Location").orElseThrow()),
                answer.headers().firstValue("Set-Cookie").orElseThrow());
    }

    /** @param cookie as it was set; empty for none */
    private static HttpResponse<String> comeBack(URI to, String cookie) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                server.uri(to.getRawPath() + (to.getRawQuery() == null ? "" : "?" + to.getRawQuery())));
        return send(cookie.isEmpty() ? request : request.header("Cookie", cookie.split(";")[0]));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return BROWSER.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
