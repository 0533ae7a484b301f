package org.hunar.server.xlsform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.junit.jupiter.api.Test;

/** An XForm that was made elsewhere, with a key of ours. */
class ForeignFormTest {
    private static final String MINIMAL = new String(Workbooks.read("minimal.xml"), StandardCharsets.UTF_8);
    private static final JsonObject KEY = Json.readObject("""
            {"items": {"ppe": {"key": "yes", "weight": 2, "skill": "safety"},
                       "tools": {"key": ["torch", "clamp"], "scoring": "PARTIAL", "weight": 4, "skill": "tools"},
                       "minutes": {"key": 30, "tolerance": 5, "weight": 1, "skill": "weld"},
                       "quality": {"weight": 5, "skill": "weld"}}}
            """);

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> inTheWay(String xform) throws UnreadableWorkbookException {
        return ForeignForm.withKey(utf8(xform), KEY).findings().stream()
                .filter(finding -> finding.level() != Finding.Level.WARNING)
                .map(finding -> finding.place() + " " + finding.code())
                .toList();
    }

    @Test
    void theMinimalFormIsAnInstrument() throws UnreadableWorkbookException {
        ForeignForm form = ForeignForm.withKey(Workbooks.read("minimal.xml"), KEY);

        assertThat(form.isPublishable()).as("%s", form.findings()).isTrue();
        assertThat(Json.write(form.draft().json()))
                .contains("\"code\":\"weld_l2\",\"version\":\"2026092501\"", "\"languages\":[\"en\",\"ur\",\"zh\"]")
                .contains("\"code\":\"candidate\",\"type\":\"TEXT\"", "\"code\":\"ppe\",\"type\":\"SINGLE_CHOICE\"")
                .contains(
                        "\"code\":\"tools\",\"type\":\"MULTIPLE_CHOICE\"", "\"code\":\"minutes\",\"type\":\"NUMERIC\"")
                .contains("\"code\":\"quality\",\"type\":\"RATING\"", "\"lo\":0,\"hi\":5", "\"ur\":\"ہاں\"")
                .contains("\"code\":\"photo\",\"type\":\"PHOTO\"", "\"code\":\"loc\",\"type\":\"LOCATION\"");
    }

    @Test
    void theKeyMayStandInAWorkbook() throws UnreadableWorkbookException {
        byte[] key = new WorkbookMaker()
                .sheet(
                        "scoring",
                        "question | choice | points | skill",
                        "ppe | yes | 2 | safety",
                        "quality | | 5 | weld")
                .bytes();
        ForeignForm form = ForeignForm.withKeyInWorkbook(Workbooks.read("minimal.xml"), key);

        assertThat(form.isPublishable()).as("%s", form.findings()).isTrue();
        assertThat(Json.write(form.draft().json().get("key")))
                .isEqualTo("{\"items\":{\"ppe\":{\"key\":\"yes\",\"weight\":2},\"quality\":{\"weight\":5}}}");
    }

    @Test
    void whatPhonesRefuseIsRefusedBefore() throws UnreadableWorkbookException {
        assertThat(inTheWay(MINIMAL.replace("<h:title>Welding L2</h:title>", "<h:title> </h:title>")))
                .contains("h:title TITLE");
        assertThat(inTheWay(MINIMAL.replace("<data id=\"weld_l2\"", "<data"))).contains("/data FORM_ID");
        assertThat(inTheWay(MINIMAL.replace(
                        "<submission ", "<submission action=\"https://example.org\" base64RsaPublicKey=\"AAAA\" ")))
                .containsExactly("submission PUBLIC_KEY", "submission SUBMISSION_URL");
        assertThat(inTheWay(MINIMAL.replace(" default=\"true()\"", ""))).contains("itext DEFAULT_LANGUAGE");
        assertThat(inTheWay(MINIMAL.replace("<text id=\"/data/ppe:label\"><value>是否佩戴防护用品？</value></text>", "")))
                .containsExactly("/data/ppe LANGUAGE_MISSING");
        assertThat(inTheWay(MINIMAL.replace("<translation lang=\"中文 (zh)\"", "<translation lang=\"Urdu (ur)\"")))
                .contains("itext LANGUAGE_NAME");
        assertThat(inTheWay(MINIMAL.replace("ref=\"/data/minutes\"", "ref=\"/data/hours\"")))
                .contains("/data/hours REFERENCE");
        assertThat(inTheWay(MINIMAL.replace("relevant=\"/data/ppe = 'no'\"", "relevant=\"/data/ppe = (\"")))
                .containsExactly("/data/notes/@relevant EXPRESSION");
    }

    /** JavaRosa or Collect opens none of them. */
    @Test
    void whatNoPhoneOpensIsNamedByTheBindOrTheQuestion() throws UnreadableWorkbookException {
        String relevant = "relevant=\"/data/ppe = 'no'\"";
        assertThat(inTheWay(MINIMAL.replace(relevant, "relevant=\"/data/notes = 1\"")))
                .containsExactly("/data/notes/@relevant CYCLE");
        assertThat(inTheWay(MINIMAL.replace(relevant, "relevant=\"../minutes = 1\"")
                        .replace("constraint=\". &gt;= 0", "required=\"/data/notes = ''\" constraint=\". &gt;= 0")))
                .containsExactly("/data/minutes/@required CYCLE", "/data/notes/@relevant CYCLE");
        assertThat(inTheWay(MINIMAL.replace(relevant, "relevant=\"foobar(/data/ppe)\"")))
                .containsExactly("/data/notes/@relevant EXPRESSION");
        assertThat(inTheWay(MINIMAL.replace(relevant, "calculate=\"instance('zz')/root/item/label\"")))
                .containsExactly("/data/notes/@calculate INSTANCE");
        assertThat(inTheWay(MINIMAL.replace("nodeset=\"instance('yn')", "nodeset=\"instance('zz')")))
                .contains("/data/ppe/itemset/@nodeset INSTANCE");
        assertThat(inTheWay(MINIMAL.replace("<label ref=\"jr:itext(itextId)\"/>", "<label ref=\"label\"/>")))
                .containsExactly("/data/ppe LABEL_MISSING", "/data/tools LABEL_MISSING");
    }

    @Test
    void onlyTheEntitiesThatPhonesKnowAreTaken() throws UnreadableWorkbookException {
        String version = "entities:entities-version=\"2024.1.0\"";
        assertThat(inTheWay(MINIMAL.replace(version, version.replace("2024", "2025"))))
                .isEmpty();
        assertThat(inTheWay(MINIMAL.replace(version, version.replace("2024", "2027"))))
                .containsExactly("model/@entities:entities-version ENTITIES_VERSION");
        assertThat(inTheWay(MINIMAL.replace(version, "")))
                .containsExactly("model/@entities:entities-version ENTITIES_VERSION");
    }

    @Test
    void twoAnswersForOnePropertyOfAnEntityAreOneTooMany() throws UnreadableWorkbookException {
        String bind = "<bind nodeset=\"/data/loc\"";
        assertThat(inTheWay(MINIMAL.replace(bind, bind + " entities:saveto=\"last_quality\"")))
                .containsExactly("/data/loc/@entities:saveto SAVE_TO_TWICE");
    }

    @Test
    void aTextThatIsEmptyOrADashInOneLanguageLacksIt() throws UnreadableWorkbookException {
        String minutes = "<value>منٹ</value>";
        assertThat(MINIMAL).contains(minutes);

        assertThat(inTheWay(MINIMAL.replace(minutes, "<value></value>")))
                .containsExactly("/data/minutes LANGUAGE_MISSING");
        assertThat(inTheWay(MINIMAL.replace(minutes, "<value> - </value>")))
                .containsExactly("/data/minutes LANGUAGE_MISSING");
        assertThat(inTheWay(MINIMAL.replace(minutes, "<value><output value=\"/data/quality\"/></value>")))
                .isEmpty();
        assertThat(inTheWay(MINIMAL.replace("<value>否</value>", "<value>-</value>")))
                .containsExactly("instance('yn') LANGUAGE_MISSING");
    }

    @Test
    void anXFormThatIsMadeToBeSlowIsReadInSeconds() throws UnreadableWorkbookException {
        String notes = "<notes/>";
        String bind = "<bind nodeset=\"/data/notes\"";
        String many = "/a".repeat(300_000);
        assertThat(MINIMAL).contains(notes, bind);

        assertThat(inTheWay(MINIMAL.replace(bind, "<bind nodeset=\"/data/end\" calculate=\"" + many + "\"/>" + bind)))
                .doesNotContain("/data/end/@calculate CYCLE");
        String name = "n".repeat(900);
        assertThat(inTheWay(
                        MINIMAL.replace(notes, notes + ("<" + name + ">").repeat(3) + ("</" + name + ">").repeat(3))))
                .contains("/data TOO_LARGE");
        StringBuilder nodes = new StringBuilder();
        StringBuilder chain = new StringBuilder("<bind nodeset=\"/data/n0\" calculate=\"/data/n19999\"/>");
        for (int i = 0; i < 20_000; i++) {
            nodes.append("<n").append(i).append("/>");
            if (i > 0) {
                chain.append("<bind nodeset=\"/data/n" + i + "\" calculate=\"/data/n" + (i - 1) + "\"/>");
            }
        }
        assertThat(inTheWay(MINIMAL.replace(notes, notes + nodes).replace(bind, chain + bind)))
                .hasSize(1_001)
                .contains("/data/n0/@calculate CYCLE");
    }

    @Test
    void hostileXmlIsNotRead() {
        String bomb = "<!DOCTYPE a [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>";
        for (String xml : List.of(
                MINIMAL.replace("<h:html", bomb + "<h:html"),
                "\uFEFF" + MINIMAL,
                " " + MINIMAL,
                "<h:html>",
                "<a/>",
                "<a>".repeat(5_000) + "</a>".repeat(5_000))) {
            UnreadableWorkbookException refusal =
                    catchThrowableOfType(UnreadableWorkbookException.class, () -> ForeignForm.withKey(utf8(xml), KEY));
            assertThat(refusal.code()).isIn("DOCTYPE", "NOT_XML", "NOT_XFORM", "TOO_LARGE");
        }
    }
}
