package org.hunar.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import com.microsoft.playwright.options.ScreenshotType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page in a real browser, in each language. */
@ExtendWith(OfficeExtension.class)
class PagesTest {
    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final String AXE = axe();
    private static final int MOST_BYTES = 150_000;
    private static final String IN = "/programmes/" + TrainingOffice.PROGRAMME;

    private static final Map<String, String> PAGES = pages();

    private static Map<String, String> pages() {
        Map<String, String> pages = new TreeMap<>();
        pages.put("portfolio", "/portfolio?group_by=sector");
        pages.put("programmes", "/programmes");
        pages.put("overview", IN);
        pages.put("report", IN + "/report?group_by=province");
        pages.put("print", IN + "/print?group_by=province");
        pages.put("priorities", IN + "/priorities?group_by=province");
        pages.put("items", IN + "/items?instrument=weld_l2&version=1&phase=PRE");
        pages.put("reviews", IN + "/reviews");
        pages.put("assessments", IN + "/assessments");
        pages.put("assessment", IN + "/assessments/" + TrainingOffice.DISPUTED);
        pages.put("pairing", IN + "/pairing?list=pre_only");
        pages.put("likely", IN + "/pairing?list=likely_same");
        pages.put("roster", IN + "/roster");
        pages.put("forms", IN + "/forms");
        pages.put("form", IN + "/forms/weld_l2/1");
        pages.put("devices", IN + "/devices");
        pages.put("exports", IN + "/exports");
        pages.put("users", "/users?programme=" + TrainingOffice.PROGRAMME);
        pages.put("account", "/account");
        pages.put("audit", "/audit");
        return pages;
    }

    private final Browser browser;
    private final TrainingOffice office;

    PagesTest(Browser browser, TrainingOffice office) {
        this.browser = browser;
        this.office = office;
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ur", "zh"})
    void everyPageIsWholeAccessibleAndFitsAPhone(String language) {
        List<String> wrong = new ArrayList<>();
        try (BrowserContext context =
                browser.signedIn(office.server(), "admin", "sparks fly upwards", language, true)) {
            Page page = context.newPage();
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    wrong.add(language + " console: " + message.text());
                }
            });
            page.addInitScript(
                    "window.shift = 0; new PerformanceObserver(list => list.getEntries()"
                            + ".forEach(entry => window.shift += entry.value)).observe({type: 'layout-shift', buffered: true})");
            PAGES.forEach((name, path) -> {
                int status = page.navigate(path).status();
                if (status != 200) {
                    wrong.add(name + " " + language + ": " + status + " " + page.content());
                    return;
                }
                // before the picture, for which the browser makes the page as high as it is long
                if (((Number) page.evaluate("window.shift")).doubleValue() > 0.05) {
                    wrong.add(name + " " + language + ": the layout shifts by " + page.evaluate("window.shift"));
                }
                if ((Boolean) page.evaluate("document.documentElement.scrollWidth > 360")) {
                    wrong.add(name + " " + language + ": wider than a phone");
                }
                graveProblems(page, language).forEach(each -> wrong.add(name + " " + language + " " + each));
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(SCREENSHOTS.resolve(name + "-" + language + ".jpeg"))
                        .setType(ScreenshotType.JPEG)
                        .setFullPage(true));
            });
        }
        assertThat(wrong).isEmpty();
    }

    /** All bytes of a first visit, headers apart; what is kept by the browser afterwards is not sent again. */
    @Test
    void aFirstVisitCostsFewBytes() {
        try (BrowserContext context =
                browser.signedIn(office.server(), TrainingOffice.MANAGER, TrainingOffice.PASSWORD, "en", true)) {
            Page page = context.newPage();
            page.navigate(IN);
            int bytes = ((Number) page.evaluate("performance.getEntries().filter(e => e.encodedBodySize !== undefined)"
                            + ".reduce((sum, e) => sum + e.encodedBodySize, 0)"))
                    .intValue();
            assertThat(bytes).isBetween(10_000, MOST_BYTES);
        }
    }

    @Test
    void withoutJavaScriptEverythingCanBeRead() {
        try (BrowserContext context =
                browser.signedIn(office.server(), TrainingOffice.VIEWER, TrainingOffice.PASSWORD, "ur", false)) {
            Page page = context.newPage();
            page.navigate(IN);
            assertThat(page.locator("html").getAttribute("dir")).isEqualTo("rtl");
            assertThat(page.locator("table").first().isVisible()).isTrue();
            assertThat(page.locator(".canvas").first().boundingBox().height).isZero();
            page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("overview-ur-without-js.png")));
        }
    }

    /**
     * What axe finds serious or critical, each with the first places. Colours are the same in each language, and looked at
     * in one: nothing else takes axe as long.
     */
    private static List<?> graveProblems(Page page, String language) {
        page.evaluate(AXE);
        boolean colours = language.equals("ur");
        return (List<?>) page.evaluate("axe.run({resultTypes: ['violations'],"
                + " rules: {'color-contrast': {enabled: " + colours + "}}}).then(found => found.violations"
                + ".filter(each => ['serious', 'critical'].includes(each.impact))"
                + ".map(each => each.id + ' ' + each.nodes.slice(0, 3).map(node => node.html).join(' ')))");
    }

    @Test
    void whoeverSignsOutIsOutWithTheOldCookieToo() {
        try (BrowserContext context =
                browser.signedIn(office.server(), TrainingOffice.MANAGER, TrainingOffice.PASSWORD, "en", true)) {
            List<Cookie> kept = context.cookies();
            Page page = context.newPage();
            page.navigate(IN);
            page.locator("details.who summary").click();
            page.locator("form[action='/sign-out'] button").click();
            page.waitForURL(url -> url.contains("/sign-in"));
            context.addCookies(kept.stream()
                    .map(each -> new Cookie(each.name, each.value)
                            .setDomain(each.domain)
                            .setPath(each.path)
                            .setSecure(true)
                            .setHttpOnly(true))
                    .toList());
            page.navigate(IN);
            assertThat(page.url()).contains("/sign-in");
            assertThat(kept)
                    .filteredOn(each -> each.name.equals("__Host-session"))
                    .singleElement()
                    .satisfies(each -> {
                        assertThat(each.httpOnly).isTrue();
                        assertThat(each.secure).isTrue();
                        assertThat(each.sameSite).isEqualTo(SameSiteAttribute.STRICT);
                    });
        }
    }

    /** To the last digit: a page says each figure twice, rounded and whole. */
    @Test
    void aPageHasTheFiguresOfTheApi() {
        try (BrowserContext context =
                browser.signedIn(office.server(), TrainingOffice.VIEWER, TrainingOffice.PASSWORD, "zh", false)) {
            Page page = context.newPage();
            page.navigate(IN + "/report?group_by=province");
            String token = office.server().token(TrainingOffice.VIEWER, TrainingOffice.PASSWORD);
            JsonObject report =
                    TestServer.json(office.server().get(TrainingOffice.API + "/report?group_by=province", token));
            List<Double> shown = page.locator("figure td:nth-child(2) data").all().stream()
                    .map(each -> Double.valueOf(each.getAttribute("value")))
                    .toList();
            List<Double> given = new ArrayList<>();
            JsonObject paired = report.object("paired");
            paired.names()
                    .forEach(scale -> paired.object(scale)
                            .names()
                            .forEach(group -> given.add(((Number) paired.object(scale)
                                            .object(group)
                                            .object("gain")
                                            .asMap()
                                            .get("mean"))
                                    .doubleValue())));
            assertThat(shown).isNotEmpty().containsExactlyElementsOf(given);
            assertThat(page.content()).doesNotContain("Person P01");
        }
    }

    private static String axe() {
        try (InputStream script = PagesTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
