package org.hunar.server.openrosa;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.hunar.model.json.JsonObject;
import org.hunar.server.testing.Captures;
import org.hunar.server.testing.SyncClient;
import org.hunar.server.testing.WeldingProgramme;

/** What a phone may rely on when it fetches forms and lists. */
final class FetchingTraps {
    /** People made known on one phone that has not been online for long. */
    private static final int MANY = 1_600;

    private final Door door;

    FetchingTraps(Door door) {
        this.door = door;
    }

    void aListThatIsNotWholeIsNoList() {
        assertThat(door.formList()).contains("<formID>weld_l2</formID>");
        assertThat(door.fetch(door.base + "/formList?formID=").body()).isEqualTo(door.formList());
        assertThat(door.fetch(door.base + "/formList?formID=weld_l2").body()).contains("<formID>weld_l2</formID>");
        assertThat(door.fetch(door.base + "/formList?formID=other").body()).doesNotContain("<xform>");
        unreadable("spoilt", () -> {
            HttpResponse<String> answer = door.fetch(door.base + "/formList");
            assertThat(answer.statusCode()).isGreaterThanOrEqualTo(500);
            assertThat(answer.body()).contains("<OpenRosaResponse").doesNotContain("xforms");
        });
        for (String address : List.of(
                "/key/" + "x".repeat(64) + "/openrosa/" + WeldingProgramme.CODE,
                door.base.replace(WeldingProgramme.CODE, "other"),
                revoked())) {
            assertThat(door.fetch(address + "/formList").statusCode()).isEqualTo(403);
        }
    }

    void theHashIsThatOfTheBytesForWhoeverAsks() throws Exception {
        String listed = door.listed("weld_l2");
        String address = Xml.text(listed, "downloadUrl");
        String other = Door.path(door.token().text("url"));
        for (String from : List.of(Door.path(address), Door.path(address).replace(door.base, other))) {
            HttpResponse<byte[]> gzipped = HttpClient.newHttpClient()
                    .send(
                            door.server
                                    .request(from, "")
                                    .header("Accept-Encoding", "gzip")
                                    .build(),
                            HttpResponse.BodyHandlers.ofByteArray());
            byte[] whole = gzipped.headers().firstValue("Content-Encoding").isPresent()
                    ? new GZIPInputStream(new ByteArrayInputStream(gzipped.body())).readAllBytes()
                    : gzipped.body();
            for (byte[] form : List.of(whole, door.fetch(from).body().getBytes(UTF_8))) {
                assertThat("md5:" + Md5.of(form)).isEqualTo(Xml.text(listed, "hash"));
                assertThat(new String(form, UTF_8)).doesNotContain("/key/");
            }
        }
    }

    void noHashIsEmpty() {
        for (String document : List.of(door.formList(), door.manifest("weld_l2"))) {
            assertThat(Xml.texts(document, "hash")).isNotEmpty().allMatch(hash -> hash.matches("md5:[0-9a-f]{32}"));
            assertThat(document).doesNotContain("/>").doesNotContainPattern("<(\\w+)[^>]*></\\1>");
        }
    }

    /** A phone takes every failure of a manifest for a form without files, in silence. */
    void whatAManifestNamesIsThere() {
        for (String manifest : Xml.texts(door.formList(), "manifestUrl")) {
            String files = door.fetch(manifest).body();
            assertThat(Xml.texts(files, "filename")).isNotEmpty();
            for (String address : Xml.texts(files, "downloadUrl")) {
                assertThat(door.fetch(address).statusCode()).as(address).isEqualTo(200);
            }
        }
        unreadable("spoilt_files", () -> {
            HttpResponse<String> answer = door.fetch(door.base + "/forms/spoilt_files/manifest");
            assertThat(answer.statusCode()).isGreaterThanOrEqualTo(500);
            assertThat(answer.body()).doesNotContain("<manifest");
        });
    }

    void nothingIsSentTwice() {
        List<String> addresses = new ArrayList<>(List.of(door.base + "/formList"));
        addresses.add(Xml.text(door.listed("weld_l2"), "downloadUrl"));
        addresses.add(Xml.text(door.listed("weld_l2"), "manifestUrl"));
        addresses.addAll(Xml.texts(door.manifest("weld_l2"), "downloadUrl"));
        for (String address : addresses) {
            HttpResponse<String> first = door.fetch(address);
            assertThat(first.headers().firstValue("Cache-Control")).contains("private, no-cache");
            HttpResponse<String> again = door.fetch(address, "If-None-Match", tag(first));
            assertThat(again.statusCode()).as(address).isEqualTo(304);
            assertThat(again.body()).isEmpty();
        }
    }

    void xmlIsTextXmlRefusalsToo() {
        for (String path : List.of(
                "/formList",
                "/forms/weld_l2/manifest",
                "/datasets/participants/integrity?id=x",
                "/nothing",
                "/forms/none.xml")) {
            HttpResponse<String> answer = door.fetch(door.base + path);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .as(path)
                    .startsWith("text/xml");
            for (String header : List.of("X-OpenRosa-Version", "Date")) {
                assertThat(answer.headers().firstValue(header)).as(path).isPresent();
            }
            assertThat(answer.headers().firstValue("X-OpenRosa-Accept-Content-Length"))
                    .contains("10485760");
            assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        }
        assertThat(door.fetch(door.base + "/forms/none.xml").body()).contains("<OpenRosaResponse", "<message");
        for (String unclear :
                List.of("/forms/a%2Fb.xml", "/forms/%2e%2e/x", "/forms/%ff.xml", "//..//..//openrosa/%ff")) {
            HttpResponse<String> refused = door.fetch(door.base + unclear);
            assertThat(refused.statusCode()).as(unclear).isEqualTo(400);
            assertThat(refused.body()).as(unclear).contains("<OpenRosaResponse", "the address cannot be read", "پتہ");
            assertThat(refused.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/xml");
            assertThat(refused.headers().firstValue("X-OpenRosa-Version")).contains("1.0");
        }
        for (String other : List.of("Digest username=\"amna\"", "Bearer x", "Bearer")) {
            HttpResponse<String> refused =
                    door.fetch("/openrosa/" + WeldingProgramme.CODE + "/formList", "Authorization", other);
            assertThat(refused.statusCode()).as(other).isEqualTo(401);
            assertThat(refused.body()).contains("scan your settings code").doesNotContain("token");
        }
    }

    void nothingStandsBeforeTheDeclaration() {
        List<String> addresses = new ArrayList<>(
                List.of(door.base + "/formList", door.base + "/forms/weld_l2/manifest", door.base + "/forms/none.xml"));
        addresses.addAll(Xml.texts(door.formList(), "downloadUrl"));
        for (String address : addresses) {
            assertThat(door.fetch(address).body()).as(address).startsWith("<?xml");
        }
    }

    /** What a phone puts behind an address breaks those that are signed, as of a store of objects. */
    void filesComeFromHereAndNotByADetour() {
        List<String> addresses = new ArrayList<>(Xml.texts(door.formList(), "downloadUrl"));
        Xml.texts(door.formList(), "manifestUrl")
                .forEach(manifest ->
                        addresses.addAll(Xml.texts(door.fetch(manifest).body(), "downloadUrl")));
        for (String address : addresses) {
            assertThat(address).startsWith(door.token.text("url"));
            HttpResponse<String> answer = door.fetch(address);
            assertThat(answer.statusCode()).as(address).isEqualTo(200);
            assertThat(answer.headers().firstValue("Location")).isEmpty();
        }
    }

    void entitiesHaveIdsOfVersion4() {
        door.addTrainee(WeldingProgramme.ISLAMABAD, "11", "Bilal");
        String csv = roster();
        assertThat(csv.lines().findFirst())
                .contains("name,label,__version,number,cohort,name_latin,gender,province,organisation");
        List<String> rows = csv.lines().skip(1).toList();
        assertThat(rows)
                .isNotEmpty()
                .allMatch(row ->
                        row.matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-.{12},.+,[1-9][0-9]*,.*"));
        assertThat(csv).as("of another cohort").doesNotContain("Bilal");
    }

    void nobodyIsHiddenUntilApproved() {
        for (String manifest : Xml.texts(door.formList(), "manifestUrl")) {
            assertThat(door.fetch(manifest).body()).doesNotContain("approvalEntityList");
        }
        assertThat(door.manifest("weld_l2")).contains("type=\"entityList\"", "<filename>participants.csv</filename>");
    }

    void aTokenBehindTheAddressLetsInAsOneWithinItDoes() {
        String[] parts = door.base.split("/");
        String list = "/openrosa/" + WeldingProgramme.CODE + "/formList?st=";
        HttpResponse<String> answer = door.fetch(list + parts[2]);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(Xml.text(answer.body(), "downloadUrl")).contains(door.base + "/forms/");
        assertThat(door.fetch(list + "x".repeat(64)).statusCode()).isEqualTo(403);
    }

    void whoIsGoneIsSaidToBeAndWhoIsOnTheWayIsNot() {
        String gone = door.addTrainee(WeldingProgramme.LAHORE, "30", "گلناز");
        String before = Xml.text(door.manifest("weld_l2"), "hash");
        String onTheWay = "24b47424-ccf8-4f4b-b4cd-34ff5c71eddd";
        new SyncClient(door.server, door.manager)
                .push(new Captures()
                        .push(List.of(new Captures()
                                .operation("participant", gone, "void", List.of(), Map.of("reason", "left")))));
        String address = Xml.text(door.manifest("weld_l2"), "integrityUrl");
        String loud = gone.toUpperCase(Locale.ROOT);
        assertThat(door.fetch(address + "?id=" + gone + "," + onTheWay + "," + door.trainee + "," + loud)
                        .body())
                .contains(
                        "<entity id=\"" + loud + "\"><deleted>true</deleted></entity>",
                        "<entity id=\"" + gone + "\"><deleted>true</deleted></entity>",
                        "<entity id=\"" + onTheWay + "\"><deleted>false</deleted></entity>",
                        "<entity id=\"" + door.trainee + "\"><deleted>false</deleted></entity>");
        assertThat(door.fetch(address + "?id=a%01b%F0%9F%98%80").body())
                .as("no document could hold what was asked about")
                .contains("<entity id=\"a\uFFFDb\uD83D\uDE00\"><deleted>false</deleted></entity>");
        assertThat(Xml.text(door.manifest("weld_l2"), "hash")).isNotEqualTo(before);
        HttpResponse<String> many = door.fetch(address + "?id=" + (onTheWay + ",").repeat(MANY - 1) + gone);
        assertThat(many.statusCode()).isEqualTo(200);
        assertThat(many.body().split("<entity ", -1)).hasSize(MANY + 1);
        assertThat(many.body()).endsWith("<deleted>true</deleted></entity></entities></data>");
    }

    void aTagIsKnownWhateverWasAddedToIt() {
        String form = Xml.text(door.listed("weld_l2"), "downloadUrl");
        String tag = tag(door.fetch(form));
        for (String known : List.of(tag, "W/" + tag, tag.replaceAll("\"$", "--gzip\""), "\"other\", " + tag)) {
            assertThat(door.fetch(form, "If-None-Match", known).statusCode())
                    .as(known)
                    .isEqualTo(304);
        }
        assertThat(door.fetch(form, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }

    /** A server whose address ends in a slash; and nothing else is opened by it. */
    void slashesAreOneInTheDoorAndOnlyThere() {
        String key = door.base.substring(0, door.base.indexOf("/openrosa"));
        String programme = "/openrosa/" + WeldingProgramme.CODE;
        for (String address : List.of(
                door.base + "//formList",
                door.base + "/formList/",
                key + "/" + programme + "/formList",
                "/" + door.base + "//formList",
                key + "//openrosa//" + WeldingProgramme.CODE + "///formList")) {
            assertThat(status("GET", address)).as(address).isEqualTo(200);
        }
        assertThat(status("HEAD", door.base + "//submission")).isEqualTo(204);
        assertThat(status("GET", door.base + "/formlist")).isEqualTo(404);
        assertThat(status("GET", "/" + programme + "//formList")).isEqualTo(401);
        for (String address : List.of(
                "//api/v1/programmes",
                "/api//v1/programmes",
                key + "//api/v1/programmes",
                door.base + "//../../../api/v1/programmes",
                door.base + "//..//..//..//..//api/v1/users",
                "//openrosa/../api/v1/programmes",
                "/" + door.base + "/%2e%2e/%2e%2e/%2e%2e/%2e%2e/api/v1/programmes",
                "//sign-in")) {
            assertThat(status("GET", address)).as(address).isEqualTo(400);
        }
    }

    /** On a network without a certificate: a token lets in as it does over HTTPS, a password may not come. */
    void withoutEncryptionATokenLetsInAndAPasswordDoesNot() throws Exception {
        String here = neighbour() + ":" + door.server.uri("/").getPort();
        HttpResponse<String> list = get("http://" + here + door.base + "/formList");
        assertThat(list.statusCode()).isEqualTo(200);
        assertThat(Xml.text(list.body(), "downloadUrl")).startsWith("http://" + here + "/key/");
        assertThat(list.headers().firstValue("Strict-Transport-Security")).isEmpty();
        String password = Base64.getEncoder()
                .encodeToString((WeldingProgramme.AMNA + ":" + WeldingProgramme.PASSWORD).getBytes(UTF_8));
        HttpResponse<String> refused = get(
                "http://" + here + "/openrosa/" + WeldingProgramme.CODE + "/formList",
                "Authorization",
                "Basic " + password);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("HTTPS");
    }

    private String roster() {
        return door.fetch(Xml.text(door.manifest("weld_l2"), "downloadUrl")).body();
    }

    /** Publishes a form whose bytes are spoilt while something is done. */
    private void unreadable(String form, Runnable meanwhile) {
        HttpResponse<String> published = door.publish(Door.MINIMAL.replace("id=\"weld_l2\"", "id=\"" + form + "\""));
        assertThat(published.statusCode()).as(published.body()).isEqualTo(201);
        String whole = "update xforms set xform = :bytes where code = :form";
        byte[] bytes = door.server
                .database()
                .inSnapshot(tx -> tx.handle()
                        .createQuery("select xform from xforms where code = :form")
                        .bind("form", form)
                        .mapTo(byte[].class)
                        .one());
        write(whole, form, new byte[] {'<'});
        try {
            meanwhile.run();
        } finally {
            write(whole, form, bytes);
        }
    }

    private void write(String sql, String form, byte[] bytes) {
        door.server
                .database()
                .inTransaction(tx -> tx.handle()
                        .createUpdate(sql)
                        .bind("form", form)
                        .bind("bytes", bytes)
                        .execute());
    }

    private String revoked() {
        JsonObject other = door.token();
        HttpResponse<String> answer = door.server.send(door.server
                .request(WeldingProgramme.path("/collect-tokens/" + other.text("id")), door.manager)
                .DELETE());
        assertThat(answer.statusCode()).isEqualTo(204);
        return Door.path(other.text("url"));
    }

    private int status(String method, String path) {
        URI address = URI.create("http://127.0.0.1:" + door.server.uri("/").getPort() + path);
        return send(HttpRequest.newBuilder(address).method(method, HttpRequest.BodyPublishers.noBody()))
                .statusCode();
    }

    private static HttpResponse<String> get(String address, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String tag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }

    /** An address of this machine by which it is reached as from another. */
    private static String neighbour() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && address.getAddress().length == 4)
                .map(InetAddress::getHostAddress)
                .findFirst()
                .orElseThrow();
    }
}
