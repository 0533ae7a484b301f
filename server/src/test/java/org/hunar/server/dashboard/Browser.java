package org.hunar.server.dashboard;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hunar.server.testing.TestServer;

/** The system's Chromium. Where there is none, tests are skipped with a word of it; on the build machine they fail. */
final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final Map<String, BrowserContext> remembered = new HashMap<>();

    Browser() {
        boolean onBuildMachine = "true".equals(System.getenv("CI"));
        assumeTrue(
                onBuildMachine || Files.isExecutable(CHROMIUM),
                "there is no " + CHROMIUM + ": apt-get install --no-install-recommends chromium");
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--no-first-run",
                                "--disable-quic")));
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
        BrowserContext context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(server.uri("/").toString())
                .setLocale(language)
                .setViewportSize(360, 740)
                .setJavaScriptEnabled(javaScript));
        context.setDefaultTimeout(15_000);
        return context;
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
        playwright.close();
    }
}
