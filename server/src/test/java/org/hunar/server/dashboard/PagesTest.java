package org.hunar.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SameSiteAttribute;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page in a real browser, in each language. */
class PagesTest {
    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final String AXE = axe();
    private static final int MOST_BYTES = 150_000;
    private static final String IN = "/programmes/" + TrainingOffice.PROGRAMME;

    private static final Map<String, String> PAGES = pages();

    private static Browser browser;
    private static TrainingOffice office;

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
        pages.put("users", "/users");
        pages.put("audit", "/audit");
        return pages;
    }

    @BeforeAll
    static void open() {
        browser = new Browser();
        office = new TrainingOffice();
    }

    @AfterAll
    static void close() {
        if (office != null) {
            office.close();
        }
        if (browser != null) {
            browser.close();
        }
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
                page.setViewportSize(1200, 900);
                int status = page.navigate(path).status();
                if (status != 200) {
                    wrong.add(name + " " + language + ": " + status + " " + page.content());
                    return;
                }
                // before the picture, for which the browser makes the page as high as it is long
                if (((Number) page.evaluate("window.shift")).doubleValue() > 0.05) {
                    wrong.add(name + " " + language + ": the layout shifts by " + page.evaluate("window.shift"));
                }
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(SCREENSHOTS.resolve(name + "-" + language + ".png"))
                        .setFullPage(true));
                graveProblems(page).forEach(each -> wrong.add(name + " " + language + " " + each));
                page.setViewportSize(360, 740);
                page.screenshot(
                        new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + "-" + language + "-360.png")));
                if ((Boolean) page.evaluate("document.documentElement.scrollWidth > 360")) {
                    wrong.add(name + " " + language + ": wider than a phone");
                }
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

    /** What axe finds serious or critical, each with the first places. */
    private static List<?> graveProblems(Page page) {
        page.evaluate(AXE);
        return (List<?>) page.evaluate("axe.run().then(found => found.violations"
                + ".filter(each => ['serious', 'critical'].includes(each.impact))"
                + ".map(each => each.id + ' ' + each.nodes.slice(0, 3).map(node => node.html).join(' ')))");
    }

    @Test
    void aConflictIsDecidedARosterImportedAndAPhoneEnrolled() {
        try (BrowserContext context =
                browser.signedIn(office.server(), TrainingOffice.MANAGER, TrainingOffice.PASSWORD, "ur", true)) {
            Page page = context.newPage();
            page.navigate(IN + "/reviews");
            assertThat(page.locator(".sides").first().locator("> article").count())
                    .isEqualTo(2);
            page.locator(".sides button").first().click();
            page.waitForCondition(() -> page.locator(".sides").count() < 2);
            assertThat(page.url()).endsWith("/reviews");

            page.navigate(IN + "/roster");
            page.locator("input[type=file]")
                    .setInputFiles(csv("cohort,number,name\nlhr-03,Q1,زینب\nlhr-03,Q2,Person P01\nnowhere,Q3,x\n"));
            page.locator("main button").last().click();
            page.locator("tbody tr").first().waitFor();
            assertThat(page.locator("tbody tr td:first-of-type").allInnerTexts())
                    .satisfiesExactly(
                            fate -> assertThat(fate).isEqualTo("نیا"),
                            fate -> assertThat(fate).startsWith("مشکوک"),
                            fate -> assertThat(fate).startsWith("غلط").contains("row 3, column cohort"));
            assertThat(page.locator("[name=csv]").count())
                    .as("a way to store it")
                    .isZero();
            page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("roster-preview-ur.png")));
            page.locator("input[type=file]").setInputFiles(csv("cohort,number,name\nlhr-03,Q1,زینب\n"));
            page.locator("main button").last().click();
            page.locator("form[action$=confirmed] button").click();
            assertThat(page.locator(".done").innerText()).contains("1");

            page.navigate(IN + "/devices");
            page.locator("form[action$='/devices'] [name=trainer]").fill("amna");
            page.locator("form[action$='/devices'] button").click();
            assertThat(page.locator("img.qr").evaluate("image => image.naturalWidth"))
                    .isEqualTo(480);
            page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("enrolment-ur.png")));
        }
    }

    @Test
    void whoeverSignsOutIsOutWithTheOldCookieToo() {
        try (BrowserContext context =
                browser.signedIn(office.server(), TrainingOffice.MANAGER, TrainingOffice.PASSWORD, "en", true)) {
            List<Cookie> kept = context.cookies();
            Page page = context.newPage();
            page.navigate(IN);
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

    private static FilePayload csv(String text) {
        return new FilePayload("roster.csv", "text/csv", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String axe() {
        try (InputStream script = PagesTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
