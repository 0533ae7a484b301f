package org.hunar.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.hunar.model.json.JsonObject;
import org.hunar.model.sync.Texts;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.TestServer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What managers and administrators do on the pages: each way in each language, each with people of its own. */
@ExtendWith(OfficeExtension.class)
class ManagersDayTest {
    private static final String IN = "/programmes/" + TrainingOffice.PROGRAMME;
    private static final String REMARK = "میں نے دونوں سے پوچھا";

    private final Browser browser;
    private final TrainingOffice office;

    ManagersDayTest(Browser browser, TrainingOffice office) {
        this.browser = browser;
        this.office = office;
    }

    static Stream<Arguments> languages() {
        return Texts.LANGUAGES.stream().map(each -> arguments(each, new Wording(each, false)));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void aConflictIsDecidedByAValueThatNobodyGave(String language, Wording words) {
        String number = "C-" + language;
        String assessment = office.disputed(number);
        try (Page page = browser.manager(office, language)) {
            page.navigate(IN + "/reviews");
            Locator conflict = caseOf(page, number, "[name=value]");
            assertThat(conflict.innerText()).contains(words.pick(question("safety")));

            conflict.locator("[name=value]").fill("99");
            conflict.locator("[name=remark]").fill(REMARK);
            conflict.locator(".decision button").click();
            assertThat(alert(page)).contains(language.equals("en") ? "from 0 to 10" : words.wrong("OUT_OF_RANGE"));
            assertThat(conflict.locator("[name=remark]").inputValue()).isEqualTo(REMARK);

            conflict.locator("[name=value]").fill("۶");
            conflict.locator(".decision button").click();
            page.waitForURL(url -> url.endsWith("/reviews"));
            assertThat(caseOf(page, number, "[name=value]").count()).isZero();
        }
        assertThat(assessment(assessment).object("answers").integer("safety")).isEqualTo(6);
        assertThat(api("/conflicts?status=resolved&limit=500").objects("items"))
                .filteredOn(each -> each.text("entity_id").equals(assessment) && each.has("remark"))
                .singleElement()
                .satisfies(each -> assertThat(each.text("remark")).isEqualTo(REMARK));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void twoOfOneAttemptAreAttemptsOfTheirOwn(String language) {
        String number = "D-" + language;
        List<String> assessments = office.assessedTwice(number);
        try (Page page = browser.manager(office, language)) {
            page.navigate(IN + "/reviews");
            Locator twice = caseOf(page, number, "[name^=attempt-]");
            twice.locator("[name='attempt-" + assessments.get(1) + "']").fill("2");
            twice.locator("[name=keep][value='']").check();
            twice.locator(".decision button").click();
            page.waitForURL(url -> url.endsWith("/reviews"));
            assertThat(caseOf(page, number, "[name^=attempt-]").count()).isZero();
        }
        assertThat(assessments)
                .extracting(id -> assessment(id).integer("attempt"))
                .containsExactly(1L, 2L);
    }

    @ParameterizedTest
    @MethodSource("languages")
    void anAssessmentIsSentBackQuestionByQuestionThenApprovedThenVoid(String language, Wording words) {
        String id = office.assessed("R-" + language);
        try (Page page = browser.manager(office, language)) {
            page.navigate(IN + "/assessments/" + id);
            page.locator("[name='remark-safety']").fill(REMARK);
            page.locator("#return button").click();
            page.locator(".answers .wrong").waitFor();
            assertThat(page.locator(".answers .wrong").innerText()).isEqualTo(REMARK);
            assertThat(onThePhone(id)
                            .object("sync")
                            .object("returned")
                            .object("remarks")
                            .text("safety"))
                    .isEqualTo(REMARK);

            act(page, "approve");
            page.locator("p.done").waitFor();
            assertThat(page.locator("p.done").innerText()).isEqualTo(words.t("assessments.approved"));

            page.locator("[name=reason]").fill(REMARK);
            act(page, "void");
            page.locator("[name=reason]").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        }
        assertThat(assessment(id).text("state")).isEqualTo("VOID");
    }

    @ParameterizedTest
    @MethodSource("languages")
    void aRosterInExcelIsLookedAtAndThenStored(String language, Wording words) {
        String[] header = {"cohort", "number", "name", "phone"};
        String[] good = {"lhr-03", "X1-" + language, "Zubair " + language, ""};
        String[] known = {"lhr-03", "X2-" + language, "Zubaida " + language, "+92 301-55" + digits(language)};
        office.twins("T1-" + language, "Akbar", "T2-" + language, "Akbar", "0301 55" + digits(language));
        try (Page page = browser.manager(office, language)) {
            page.navigate(IN + "/roster");
            choose(
                    page,
                    "roster.xlsx",
                    workbook(header, good, new String[0], new String[] {"nowhere", "X3", "x", ""}, known));
            Locator wrong = page.locator("tr.wrong");
            wrong.waitFor();
            assertThat(wrong.locator("th").innerText())
                    .as("as Excel numbers it")
                    .isEqualTo(words.n(4, 0));
            assertThat(wrong.innerText())
                    .contains("cohort")
                    .contains(language.equals("en") ? "no cohort nowhere" : words.wrong("UNKNOWN"));
            assertThat(page.locator("tr.doubtful").innerText()).contains("T1-" + language, "T2-" + language);
            assertThat(page.locator("[name=csv]").count())
                    .as("a way to store it")
                    .isZero();

            choose(page, "roster.xlsx", workbook(header, good, new String[0], known));
            page.locator("form[action$=confirmed] button").click();
            page.locator("p.done").waitFor();
            assertThat(page.locator("p.done").innerText()).isEqualTo(words.t("roster.stored", 2));
            assertThat(page.locator("main").innerText()).contains("X1-" + language, "Zubaida " + language);
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void aWorkbookIsPublishedOnceItsCellsAreRight(String language, Wording words) {
        try (Page page = browser.manager(office, language)) {
            page.navigate(IN + "/forms");
            choose(page, "form.xlsx", workbook(new String[] {"type", "name", "label"}, new String[] {
                "selekt_one a", "q", "Which?"
            }));
            assertThat(alert(page))
                    .contains("survey!A2")
                    .contains(language.equals("en") ? "there is no type" : words.wrong("TYPE_UNKNOWN"));

            choose(page, "welding.xlsx", welding());
            page.locator("p.done").waitFor();
            assertThat(page.locator("p.done").innerText()).contains(words.t("forms.published"));
            page.locator("main li a").first().click();
            page.locator(".phone").waitFor();
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void peopleAreMadeOneAndTakenApart(String language) {
        String number = "M-" + language;
        office.twins(
                number, "Rashida " + language, "N-" + language, "Rashida " + language, "0311 55" + digits(language));
        try (Page page = browser.manager(office, language)) {
            page.navigate(IN + "/pairing?list=likely_same");
            Locator pair = page.locator("main > article").filter(new Locator.FilterOptions().setHasText(number));
            pair.locator("[name=reason]").fill(REMARK);
            pair.locator("button").click();
            Locator merged = page.locator("tr").filter(new Locator.FilterOptions().setHasText(REMARK));
            merged.waitFor();
            assertThat(merged.innerText()).contains(number, "N-" + language);
            merged.locator("button").click();
            merged.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
        }
    }

    @ParameterizedTest
    @MethodSource("languages")
    void aTrainerIsAddedForHisCohortsAndHisPhoneEnrolled(String language, Wording words) {
        String trainer = "trainer-" + language;
        try (Page page = browser.admin(office, language)) {
            page.navigate("/users");
            page.locator("#of").selectOption(TrainingOffice.PROGRAMME);
            page.locator("form.choose button").click();
            page.locator("[name=name]").fill(trainer);
            page.locator("[name=password]").fill(TrainingOffice.PASSWORD);
            page.locator("[name=role]").selectOption("TRAINER");
            page.locator("[name=cohort][value=khi-02]").check();
            page.locator("form.narrow button").click();
            Locator row = page.locator("tr").filter(new Locator.FilterOptions().setHasText(trainer));
            assertThat(row.locator("td").first().innerText()).contains(words.t("role.TRAINER"), "khi-02");

            page.navigate(IN + "/devices");
            Locator app = page.locator("form.narrow[action$='/devices']");
            app.locator("[name=trainer]").fill("nobody-" + language);
            app.locator("button").click();
            assertThat(alert(page)).contains(language.equals("en") ? "no user" : words.wrong("UNKNOWN"));
            app.locator("[name=trainer]").fill(trainer);
            app.locator("button").click();
            assertThat(page.locator("img.qr").evaluate("image => image.decode().then(() => image.naturalWidth)"))
                    .isEqualTo(480);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("languages")
    void aTableIsTakenAwayAsAFileOrByAnAddress(String language, Wording words) throws IOException {
        try (Page page = browser.admin(office, language)) {
            page.navigate(IN + "/exports");
            assertThat(page.locator("h2").innerText()).isEqualTo(words.t("exports.title"));
            Download scores = page.waitForDownload(
                    () -> page.locator("a[href$='/scores.csv']").click());
            assertThat(scores.suggestedFilename()).isEqualTo(TrainingOffice.PROGRAMME + "-scores.csv");
            assertThat(Files.readString(scores.path())).startsWith("\uFEFFassessment_id,participant_id,cohort,");
            Download people = page.waitForDownload(() ->
                    page.locator("a[href$='/participants.xlsx?names=true']").click());
            assertThat(people.suggestedFilename()).isEqualTo(TrainingOffice.PROGRAMME + "-participants.xlsx");
            assertThat(page.locator("code.address").innerText())
                    .endsWith("/api/v1/programmes/" + TrainingOffice.PROGRAMME + "/odata");
        }
    }

    /** The end of a telephone number of one's own. */
    private static String digits(String language) {
        return "0000" + Texts.LANGUAGES.indexOf(language);
    }

    private static Locator caseOf(Page page, String number, String with) {
        return page.locator(".case")
                .filter(new Locator.FilterOptions().setHasText(number))
                .filter(new Locator.FilterOptions().setHas(page.locator(with)));
    }

    private static String alert(Page page) {
        page.locator("[role=alert]").waitFor();
        return page.locator("[role=alert]").innerText();
    }

    private static void act(Page page, String action) {
        page.locator("form:has([name=action][value=" + action + "]) button").click();
    }

    private static void choose(Page page, String name, byte[] file) {
        page.locator("input[type=file]").setInputFiles(new FilePayload(name, "application/octet-stream", file));
        page.locator("form[enctype] button").click();
    }

    private JsonObject assessment(String id) {
        return api("/assessments/" + id);
    }

    private JsonObject api(String path) {
        TestServer server = office.server();
        return TestServer.json(server.get(TrainingOffice.API + path, server.adminToken()));
    }

    /** The document as a phone has it after its next pull. */
    private JsonObject onThePhone(String id) {
        String token = office.server().token(TrainingOffice.TRAINER, TrainingOffice.PASSWORD);
        return new SyncClient(office.server(), token)
                .pullAll().values().stream()
                        .filter(item -> item.id().equals(id))
                        .map(item -> JsonObject.of("", item.doc().orElseThrow()))
                        .findFirst()
                        .orElseThrow();
    }

    private static Map<String, String> question(String item) {
        return TrainingOffice.QUESTIONS.get(item);
    }

    /** One sheet; a row without cells is left out, as Excel leaves it out. */
    private static byte[] workbook(String[]... rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("survey");
            for (int row = 0; row < rows.length; row++) {
                for (int column = 0; column < rows[row].length; column++) {
                    if (!rows[row][column].isEmpty()) {
                        sheet.value(row, column, rows[row][column]);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] welding() {
        try (InputStream file = ManagersDayTest.class.getResourceAsStream("/xlsform/welding.xlsx")) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
