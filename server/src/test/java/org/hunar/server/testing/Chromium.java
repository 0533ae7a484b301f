package org.hunar.server.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The system's Chromium, with nothing fetched from anywhere. */
public final class Chromium implements AutoCloseable {
    public static final Path PROGRAM = Path.of("/usr/bin/chromium");

    /** A phone's screen. */
    private static final int WIDTH = 360;

    private static final int HEIGHT = 740;
    private static final double PATIENCE_MILLIS = 30_000;

    private final Playwright playwright =
            Playwright.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    private final Browser browser = playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions()
                    .setExecutablePath(PROGRAM)
                    .setArgs(List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync",
                            "--no-first-run",
                            "--disable-quic")));

    public static boolean isHere() {
        return Files.isExecutable(PROGRAM);
    }

    /** A browser on a phone, with nothing remembered. */
    public BrowserContext open(URI server, String language, boolean javaScript) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(server.toString())
                .setLocale(language)
                .setViewportSize(WIDTH, HEIGHT)
                .setJavaScriptEnabled(javaScript));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        return context;
    }

    @Override
    public void close() {
        playwright.close();
    }
}
