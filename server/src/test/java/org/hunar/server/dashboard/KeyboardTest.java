package org.hunar.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Signing in and out, choosing a language, and all of it without a mouse. */
@ExtendWith(OfficeExtension.class)
class KeyboardTest {
    private static final String IN = "/programmes/" + TrainingOffice.PROGRAMME;
    private static final String SIGN_OUT = "details.who form[action='/sign-out'] button";
    private static final int FARTHEST = 150;

    private final Browser browser;
    private final TrainingOffice office;

    KeyboardTest(Browser browser, TrainingOffice office) {
        this.browser = browser;
        this.office = office;
    }

    @Test
    void aConflictIsDecidedWithoutAMouse() {
        office.disputed("keys");
        try (BrowserContext context = browser.stranger(office.server(), "en", true)) {
            Page page = context.newPage();
            page.navigate("/sign-in");
            type(page, "[name=name]", TrainingOffice.MANAGER);
            type(page, "[name=password]", "wrong");
            page.keyboard().press("Enter");
            page.locator("[role=alert]").waitFor();
            type(page, "[name=name]", TrainingOffice.MANAGER);
            type(page, "[name=password]", TrainingOffice.PASSWORD);
            page.keyboard().press("Enter");
            page.waitForURL(url -> !url.contains("/sign-in"));

            page.navigate(IN);
            go(page, "nav.tabs a[href$='/reviews']", "Enter");
            Locator conflict = page.locator(".case")
                    .filter(new Locator.FilterOptions().setHasText("keys"))
                    .filter(new Locator.FilterOptions().setHas(page.locator("[name=op_id]")));
            String id = "#" + conflict.getAttribute("id");
            go(page, id + " [name=op_id]", "Space");
            type(page, id + " [name=remark]", "by keyboard");
            page.keyboard().press("Enter");
            page.waitForCondition(() -> page.locator(id).count() == 0);

            go(page, "details.who summary", "Enter");
            go(page, SIGN_OUT, "Enter");
            page.waitForURL(url -> url.contains("/sign-in"));
        }
    }

    @Test
    void languageAndDigitsAreChosenAtTheTop() {
        try (BrowserContext context = signedIn()) {
            Page page = context.newPage();
            page.navigate(IN);
            choose(page, "ur");
            page.waitForCondition(() -> "rtl".equals(page.locator("html").getAttribute("dir")));
            assertThat(page.url()).endsWith(IN);
            List<String> latin = figures(page);
            assertThat(latin).isNotEmpty().allMatch(text -> !text.matches("(?s).*[۰-۹].*"));

            choose(page, "own");
            page.waitForCondition(() -> "arabext".equals(page.locator("html").getAttribute("data-numbers")));
            assertThat(figures(page)).hasSameSizeAs(latin).allMatch(text -> !text.matches("(?s).*[0-9].*"));
            assertThat(page.evaluate(
                                    "Chart.getChart(document.querySelector('canvas')).scales.x.ticks.map(each => each.label).join()")
                            .toString())
                    .matches("[۰-۹٬٫,]+");
        }
    }

    @Test
    void whoeverSignsOutEverywhereIsOutInEveryBrowser() {
        try (BrowserContext lost = signedIn();
                BrowserContext own = signedIn()) {
            Page page = own.newPage();
            page.navigate("/account");
            page.locator("form[action='/account/sign-out'] button").click();
            page.waitForURL(url -> url.contains("/sign-in"));
            Page elsewhere = lost.newPage();
            elsewhere.navigate(IN);
            assertThat(elsewhere.url()).contains("/sign-in");
        }
    }

    private BrowserContext signedIn() {
        return browser.signedIn(office.server(), TrainingOffice.VIEWER, TrainingOffice.PASSWORD, "en", true);
    }

    private static void choose(Page page, String value) {
        page.locator("details.who summary").click();
        page.locator("details.who button[value=" + value + "]").click();
    }

    /** Cards and the captions and cells of tables. */
    private static List<String> figures(Page page) {
        return page.locator(".cards article, td data, th[scope=col]").allInnerTexts().stream()
                .filter(text -> text.matches("(?s).*[0-9۰-۹].*"))
                .toList();
    }

    private static void type(Page page, String field, String text) {
        tab(page, field);
        page.keyboard().press("Control+A");
        page.keyboard().type(text);
    }

    private static void go(Page page, String to, String key) {
        tab(page, to);
        page.keyboard().press(key);
    }

    private static void tab(Page page, String to) {
        page.locator(to).first().waitFor();
        for (int i = 0; i < FARTHEST; i++) {
            if ((Boolean) page.evaluate("to => document.activeElement.matches(to)", to)) {
                return;
            }
            page.keyboard().press("Tab");
        }
        throw new AssertionError("the keyboard does not lead to " + to);
    }
}
