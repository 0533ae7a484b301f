package org.hunar.server.dashboard;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hunar.server.testing.TestServer;

/** The system's Chromium. Where there is none, tests are skipped with a word of it; on the build machine they fail. */
final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;

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

    /** A browser of its own, with nothing remembered, in which somebody has signed in. */
    BrowserContext signedIn(TestServer server, String user, String password, String language, boolean javaScript) {
        BrowserContext context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(server.uri("/").toString())
                .setLocale(language)
                .setJavaScriptEnabled(javaScript));
        context.setDefaultTimeout(15_000);
        Page page = context.newPage();
        page.navigate("/sign-in");
        page.locator("[name=name]").fill(user);
        page.locator("[name=password]").fill(password);
        page.locator("main button").click();
        page.waitForURL(url -> !url.contains("/sign-in"));
        page.locator("#language").selectOption(language);
        page.locator("form.language button").click();
        page.waitForCondition(() -> language.equals(page.locator("html").getAttribute("lang")));
        page.close();
        return context;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
