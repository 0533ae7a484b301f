package org.hunar.server.bench;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hunar.server.testing.ApiClient;
import org.hunar.server.testing.Chromium;
import org.hunar.server.testing.PageVisitor;
import org.hunar.server.testing.ServerProcess;

/**
 * What a manager waits for who opens a page of a programme with so many assessments, on the packaged server with H2: the
 * time to the first byte when the page is opened for the first time since the start and after that, beside the same of
 * {@code /hello}, which asks no database; and in Chromium on a screen of 360 pixels, with nothing in its cache, all bytes
 * (headers apart), how far things move while it loads, and whether it has to be moved sideways.
 */
public final class PagesBench {
    private static final int ASSESSMENTS = 100_000;
    private static final int ASKED = 15;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String IN = "/programmes/cpec-weld";
    private static final String OBSERVED = "window.shift = 0; new PerformanceObserver(list => list.getEntries()"
            + ".forEach(each => window.shift += each.value)).observe({type: 'layout-shift', buffered: true})";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private PagesBench() {}

    private static Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("portfolio", "/portfolio?group_by=sector");
        pages.put("overview", IN);
        pages.put("report", IN + "/report?group_by=province");
        pages.put("print", IN + "/print?group_by=province");
        pages.put("priorities", IN + "/priorities?group_by=province");
        pages.put("questions", IN + "/items?instrument=weld_l2&version=1&phase=PRE");
        pages.put("reviews", IN + "/reviews");
        pages.put("assessments", IN + "/assessments");
        pages.put("only before", IN + "/pairing?list=pre_only");
        pages.put("likely same", IN + "/pairing?list=likely_same");
        pages.put("roster", IN + "/roster");
        pages.put("forms", IN + "/forms");
        pages.put("devices", IN + "/devices");
        pages.put("users", "/users");
        pages.put("audit", "/audit");
        return pages;
    }

    /** @param arguments the path of the server's jar, and how many assessments */
    public static void main(String[] arguments) throws Exception {
        int assessments = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ASSESSMENTS;
        Path folder = BenchFolder.create();
        List<String> options = List.of(
                "-Xmx256m", "-cp", Path.of(arguments[0]).toAbsolutePath().toString());
        String database = RawInserts.durableH2(folder.resolve("hunar"));
        try (ServerProcess server = ServerProcess.start(options, folder, database, RawInserts.USER)) {
            BenchProgramme.setUp(server.api());
        }
        System.out.printf("Storing %d assessments ...%n", assessments);
        StoredBench.fill(folder, assessments / 2);
        try (ServerProcess server = ServerProcess.start(options, folder, database, RawInserts.USER);
                Chromium chromium = new Chromium()) {
            print(server.api(), chromium);
        }
    }

    private static void print(ApiClient api, Chromium chromium) throws Exception {
        String cookie = PageVisitor.signIn(api, "admin", "sparks fly upwards");
        double raw = median(api, "/api/v1/hello", cookie);
        System.out.printf("first byte of /hello %.1f ms%n%n", raw);
        System.out.println("page           first ms   again ms   of /hello   page kB   all kB    shift   sideways");
        try (BrowserContext context = chromium.open(api.uri("/"), "en", true)) {
            Page page = signIn(context);
            for (Map.Entry<String, String> each : pages().entrySet()) {
                double first = firstByte(api, each.getValue(), cookie);
                double again = median(api, each.getValue(), cookie);
                page.navigate(each.getValue());
                page.waitForLoadState();
                System.out.printf(
                        "%-12s  %9.1f  %9.1f  %10.1f  %8.1f  %7.1f  %7.3f   %s%n",
                        each.getKey(),
                        first,
                        again,
                        again / raw,
                        bytes(page, "navigation") / 1024,
                        (bytes(page, "navigation") + bytes(page, "resource")) / 1024,
                        ((Number) page.evaluate("window.shift")).doubleValue(),
                        (Boolean) page.evaluate("document.documentElement.scrollWidth > innerWidth") ? "YES" : "no");
            }
        }
    }

    private static Page signIn(BrowserContext context) {
        Page page = context.newPage();
        page.addInitScript(OBSERVED);
        CDPSession network = context.newCDPSession(page);
        network.send("Network.enable");
        JsonObject disabled = new JsonObject();
        disabled.addProperty("cacheDisabled", true);
        network.send("Network.setCacheDisabled", disabled);
        page.navigate("/sign-in");
        page.locator("[name=name]").fill("admin");
        page.locator("[name=password]").fill("sparks fly upwards");
        page.locator("main button").click();
        page.waitForURL(url -> !url.contains("/sign-in"));
        return page;
    }

    private static double bytes(Page page, String kind) {
        return ((Number) page.evaluate(
                        "kind => performance.getEntriesByType(kind)"
                                + ".reduce((sum, each) => sum + (each.encodedBodySize || 0), 0)",
                        kind))
                .doubleValue();
    }

    private static double median(ApiClient api, String path, String cookie) throws Exception {
        double[] millis = new double[ASKED];
        for (int i = 0; i < ASKED; i++) {
            millis[i] = firstByte(api, path, cookie);
        }
        Arrays.sort(millis);
        return millis[ASKED / 2];
    }

    private static double firstByte(ApiClient api, String path, String cookie) throws Exception {
        HttpRequest request = api.request(path, "")
                .timeout(PATIENCE)
                .header("Cookie", cookie)
                .header("Accept", "text/html, */*;q=0.8")
                .header("Accept-Encoding", "gzip")
                .GET()
                .build();
        long begin = System.nanoTime();
        HttpResponse<InputStream> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            body.read();
            double millis = (System.nanoTime() - begin) / 1e6;
            body.readAllBytes();
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(path + " was answered " + answer.statusCode());
            }
            return millis;
        }
    }
}
