package org.hunar.server.openrosa;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.TestServer;
import org.hunar.server.xlsform.WorkbookMaker;

/** What becomes of a form that phones could not take, before any phone sees it. */
final class PublishingTraps {
    private static final String ENCRYPTED = "base64RsaPublicKey=\"AAAA\"";
    private static final Pattern ROOT = Pattern.compile("(?s)<instance>\\s*<[^>]*\\sid=\"[^\"]+\"");

    private final Door door;

    PublishingTraps(Door door) {
        this.door = door;
    }

    /** A phone that meets other bytes of a version it has deletes what it has, also if it does not get the new. */
    void aVersionNeverChanges() {
        byte[] form = workbook("fixed", "1", "text | notes | Notes | نوٹ | 备注");
        assertThat(door.publish(form).statusCode()).isEqualTo(201);
        String listed = door.listed("fixed");
        assertThat(door.publish(form).statusCode()).as("the same again").isEqualTo(200);
        HttpResponse<String> other = door.publish(workbook("fixed", "1", "text | notes | Remarks | نوٹ | 备注"));
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("VERSION_EXISTS", "publish a new version");
        assertThat(door.listed("fixed")).isEqualTo(listed);
        assertThat("md5:"
                        + Md5.of(door.fetch(Xml.text(listed, "downloadUrl"))
                                .body()
                                .getBytes(UTF_8)))
                .isEqualTo(Xml.text(listed, "hash"));

        assertThat(door.publish(workbook("fixed", "2", "text | notes | Remarks | نوٹ | 备注"))
                        .statusCode())
                .isEqualTo(201);
        assertThat(door.listed("fixed")).contains("<version>2</version>");
        assertThat(door.fetch(Xml.text(listed, "downloadUrl")).body())
                .as("whoever began with the old one goes on with it")
                .contains("Notes");
    }

    void aFormHasATitleAndAnId() {
        assertThat(refused(minimal("untitled").replace("<h:title>Welding L2</h:title>", "<h:title> </h:title>")))
                .contains("h:title TITLE");
        assertThat(refused(minimal("nameless").replace("<data id=\"nameless\"", "<data")))
                .contains("/data FORM_ID");
        byte[] untitled = workbook("untitled_book", "1", "text | notes | Notes | نوٹ | 备注");
        assertThat(door.publish(untitled).statusCode()).isEqualTo(201);
        String list = door.formList();
        assertThat(Xml.texts(list, "name")).noneMatch(String::isBlank).contains("untitled_book");
        for (String address : Xml.texts(list, "downloadUrl")) {
            String form = door.fetch(address).body();
            assertThat(Xml.text(form, "title")).isNotBlank();
            assertThat(ROOT.matcher(form).find()).as(address).isTrue();
        }
    }

    /** With a token in it a form would be another for each phone. */
    void noFormSaysWhereToSubmit() {
        assertThat(refused(minimal("elsewhere").replace("<submission ", "<submission action=\"/submission\" ")))
                .contains("submission SUBMISSION_URL");
        assertThat(refused(settings("elsewhere", "submission_url", "https://example.org/submission")))
                .anyMatch(each -> each.endsWith(" SUBMISSION_URL"));
        for (String address : Xml.texts(door.formList(), "downloadUrl")) {
            assertThat(door.fetch(address).body()).doesNotContain("action=");
        }
    }

    void anEncryptedFormIsRefusedWhenItIsPublishedAndWhenItIsSent() {
        assertThat(refused(minimal("secret").replace("<submission ", "<submission " + ENCRYPTED + " ")))
                .contains("submission PUBLIC_KEY");
        assertThat(refused(settings("secret", "public_key", "AAAA"))).anyMatch(each -> each.endsWith(" PUBLIC_KEY"));
        String xml = new Filled(UUID.randomUUID().toString(), door.trainee)
                .xml()
                .replace("<data ", "<data encrypted=\"yes\" ");
        assertThat(door.send(400, new Post(xml))).contains("encrypted");
    }

    /** A phone knows the language that its user chose by the text in which the form names it. */
    void aRenamedLanguageIsToldOf() {
        byte[] before = workbook("spoken", "1", "text | notes | Notes | نوٹ | 备注");
        assertThat(warnings(door.publish(before))).noneMatch(each -> each.contains("LANGUAGE_RENAMED"));
        byte[] after = new WorkbookMaker()
                .sheet(
                        "survey",
                        "type | name | label::English (en) | label::Urdu (ur) | label::中文 (zh)",
                        "text | notes | Notes | نوٹ | 备注")
                .sheet("settings", "form_id | version | default_language", "spoken | 2 | English (en)")
                .bytes();
        assertThat(warnings(door.publish(after)))
                .anyMatch(each -> each.contains("LANGUAGE_RENAMED") && each.contains("اردو (ur)"));
        assertThat(languages("weld_l2")).containsExactly("English (en)", "اردو (ur)", "中文 (zh)");
    }

    void oneLanguageIsTheFirstAndNoTextIsADash() {
        assertThat(refused(minimal("mute").replace(" default=\"true()\"", ""))).contains("itext DEFAULT_LANGUAGE");
        assertThat(refused(minimal("twice")
                        .replace(
                                "<translation lang=\"اردو (ur)\"",
                                "<translation default=\"true()\" lang=\"اردو (ur)\"")))
                .contains("itext DEFAULT_LANGUAGE");
        assertThat(refused(workbook("gaps", "1", "text | notes | Notes | | 备注", "text | more | More | مزید | 更多")))
                .contains("survey!C2 LANGUAGE_MISSING");
        for (String address : Xml.texts(door.formList(), "downloadUrl")) {
            String form = door.fetch(address).body();
            assertThat(form.split("default=\"true\\(\\)\"", -1)).as(address).hasSize(2);
            assertThat(Xml.texts(form, "value")).as(address).doesNotContain("-");
        }
    }

    private List<String> languages(String form) {
        List<String> languages = new ArrayList<>();
        Matcher found = Pattern.compile("<translation [^>]*lang=\"([^\"]+)\"")
                .matcher(door.fetch(Xml.text(door.listed(form), "downloadUrl")).body());
        while (found.find()) {
            languages.add(found.group(1));
        }
        return languages;
    }

    private List<String> refused(String xform) {
        return refused(door.publish(xform));
    }

    private List<String> refused(byte[] workbook) {
        return refused(door.publish(workbook));
    }

    /** Where, and why. */
    private static List<String> refused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        return TestServer.json(answer).objects("errors").stream()
                .map(each -> each.optionalText("path").orElse("") + " " + each.text("code"))
                .toList();
    }

    private static List<String> warnings(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return TestServer.json(answer).objects("warnings").stream()
                .map(JsonObject::toString)
                .toList();
    }

    private static String minimal(String id) {
        return Door.MINIMAL.replace("id=\"weld_l2\"", "id=\"" + id + "\"");
    }

    static byte[] workbook(String id, String version, String... questions) {
        return book(questions)
                .sheet("settings", "form_id | version | default_language", id + " | " + version + " | English (en)")
                .bytes();
    }

    private static byte[] settings(String id, String setting, String value) {
        return book("text | notes | Notes | نوٹ | 备注")
                .sheet(
                        "settings",
                        "form_id | version | default_language | " + setting,
                        String.format(Locale.ROOT, "%s | 1 | English (en) | %s", id, value))
                .bytes();
    }

    private static WorkbookMaker book(String... questions) {
        List<String> survey = new ArrayList<>(
                List.of("type | name | label::English (en) | label::اردو (ur) | label::中文 (zh) | parameters"));
        survey.addAll(List.of(questions));
        return new WorkbookMaker().sheet("survey", survey.toArray(String[]::new));
    }
}
