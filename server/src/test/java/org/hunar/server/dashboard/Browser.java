package org.hunar.server.dashboard;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.HashMap;
import java.util.Map;
import org.hunar.server.testing.Chromium;
import org.hunar.server.testing.TestServer;

/** The system's Chromium. Where there is none, tests are skipped with a word of it; on the build machine they fail. */
final class Browser implements AutoCloseable {
    private final Chromium chromium;
    private final Map<String, BrowserContext> remembered = new HashMap<>();

    Browser() {
        boolean onBuildMachine = "true".equals(System.getenv("CI"));
        assumeTrue(
                onBuildMachine || Chromium.isHere(),
                "there is no " + Chromium.PROGRAM + ": apt-get install --no-install-recommends chromium");
        chromium = new Chromium();
    }

    /** As the manager of the office, once more with what a browser remembers of an earlier time. */
    Page manager(TrainingOffice office, String language) {
        return page(office, TrainingOffice.MANAGER, TrainingOffice.PASSWORD, language);
    }

    /** As the administrator, likewise. */
    Page admin(TrainingOffice office, String language) {
        return page(office, "admin", "sparks fly upwards", language);
    }

    private Page page(TrainingOffice office, String user, String password, String language) {
        return remembered
                .computeIfAbsent(
                        user + " " + language, key -> signedIn(office.server(), user, password, language, true))
                .newPage();
    }

    /** A browser of its own, with nothing remembered. */
    BrowserContext stranger(TestServer server, String language, boolean javaScript) {
        return chromium.open(server.uri("/"), language, javaScript);
    }

    /** The same, in which somebody has signed in. */
    BrowserContext signedIn(TestServer server, String user, String password, String language, boolean javaScript) {
        BrowserContext context = stranger(server, language, javaScript);
        Page page = context.newPage();
        page.navigate("/sign-in");
        page.locator("[name=name]").fill(user);
        page.locator("[name=password]").fill(password);
        page.locator("main button").click();
        page.waitForURL(url -> !url.contains("/sign-in"));
        if (!language.equals(page.locator("html").getAttribute("lang"))) {
            page.locator("details.who summary").click();
            page.locator("details.who button[value=" + language + "]").click();
            page.waitForURL(url -> language.equals(page.locator("html").getAttribute("lang")));
        }
        page.close();
        return context;
    }

    @Override
    public void close() {
        chromium.close();
    }
}
