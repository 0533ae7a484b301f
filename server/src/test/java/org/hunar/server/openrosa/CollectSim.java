package org.hunar.server.openrosa;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.burgstaller.okhttp.AuthenticationCacheInterceptor;
import com.burgstaller.okhttp.CachingAuthenticatorDecorator;
import com.burgstaller.okhttp.DispatchingAuthenticator;
import com.burgstaller.okhttp.basic.BasicAuthenticator;
import com.burgstaller.okhttp.digest.CachingAuthenticator;
import com.burgstaller.okhttp.digest.Credentials;
import com.burgstaller.okhttp.digest.DigestAuthenticator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.InflaterInputStream;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.hunar.model.json.Json;
import org.hunar.model.json.JsonObject;
import org.javarosa.xform.parse.XFormParser;
import org.kxml2.kdom.Document;
import org.kxml2.kdom.Element;

/**
 * A phone with ODK Collect as far as a server sees it: set up by its settings code, it asks for what Collect asks for, in
 * the same words over the same HTTP client, and refuses whatever Collect refuses, in Collect's own sentences.
 */
final class CollectSim {
    private static final String DEVICE = "?deviceID=collect%3AaBcDeFgHiJkLmNoP";
    private static final String OPENROSA_VERSION = "X-OpenRosa-Version";
    private static final MediaType XML = MediaType.get("text/xml");
    private static final int MOST_FILES = 101;
    private static final long DEFAULT_LIMIT = 10_000_000;

    private final OkHttpClient http;
    private final String server;
    private final String language;
    private final LosesAnswers link = new LosesAnswers();

    private CollectSim(String server, String language, OkHttpClient.Builder http) {
        this.server = server;
        this.language = language;
        this.http = http.addInterceptor(link).build();
    }

    /** A form as the list names it. */
    record Listed(String formId, String name, String version, String hash, String download, String manifest) {}

    /** A form on the phone, with its files in a folder. */
    record Downloaded(Listed listed, byte[] xform, Path folder) {}

    /** What Collect shows when it does not go on. */
    static final class CollectRefuses extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CollectRefuses(String shown) {
            super(shown);
        }
    }

    /** @param code what the QR code says: base64(zlib(JSON)) */
    static CollectSim scan(String code) throws IOException {
        byte[] json = new InflaterInputStream(
                        new ByteArrayInputStream(Base64.getDecoder().decode(code)))
                .readAllBytes();
        JsonObject settings = Json.readObject(json);
        JsonObject general = settings.object("general");
        settings.object("admin");
        return new CollectSim(
                general.text("server_url"),
                general.optionalText("app_language").orElse("en"),
                new OkHttpClient.Builder());
    }

    /**
     * The address typed, and a name and password with it: Collect answers a challenge for Digest anywhere, and one for
     * Basic over HTTPS alone.
     *
     * @param trusting whom the phone believes, beside whom every phone does
     */
    static CollectSim typed(String server, String name, String password, OkHttpClient.Builder trusting) {
        Credentials credentials = new Credentials(name, password);
        DispatchingAuthenticator.Builder ways =
                new DispatchingAuthenticator.Builder().with("digest", new DigestAuthenticator(credentials));
        if (server.startsWith("https:")) {
            ways.with("basic", new BasicAuthenticator(credentials));
        }
        Map<String, CachingAuthenticator> answered = new ConcurrentHashMap<>();
        return new CollectSim(
                server,
                "en",
                trusting.authenticator(new CachingAuthenticatorDecorator(ways.build(), answered))
                        .addInterceptor(new AuthenticationCacheInterceptor(answered)));
    }

    String server() {
        return server;
    }

    String language() {
        return language;
    }

    /** The next answer does not arrive: the server has done it, and the phone does not know. */
    void loseNextAnswer() {
        link.lose = true;
    }

    List<Listed> formList() throws IOException {
        Document list = xml(server + "/formList", "http://openrosa.org/xforms/xformsList", "xforms");
        List<Listed> forms = new ArrayList<>();
        for (Element form : children(list.getRootElement())) {
            Listed listed = new Listed(
                    text(form, "formID"),
                    text(form, "name"),
                    text(form, "version"),
                    text(form, "hash"),
                    text(form, "downloadUrl"),
                    text(form, "manifestUrl"));
            if (listed.formId().isEmpty()
                    || listed.name().isEmpty()
                    || listed.download().isEmpty()) {
                throw new CollectRefuses("The server " + server + " provided an invalid response.");
            }
            forms.add(listed);
        }
        return forms;
    }

    Downloaded download(Listed form, Path folder) throws IOException {
        if (!form.hash().startsWith("md5:")) {
            throw new CollectRefuses("The server did not provide a hash for this form.");
        }
        byte[] xform = bytes(form.download());
        requireHash(form.hash(), xform);
        if (!form.manifest().isEmpty()) {
            Document manifest = xml(form.manifest(), "http://openrosa.org/xforms/xformsManifest", "manifest");
            for (Element file : children(manifest.getRootElement())) {
                media(file, folder);
            }
        }
        return new Downloaded(form, xform, folder);
    }

    private void media(Element file, Path folder) throws IOException {
        String name = text(file, "filename");
        byte[] bytes = bytes(text(file, "downloadUrl"));
        if (text(file, "hash").length() <= "md5:".length()) {
            throw new CollectRefuses("a file without a hash ends Collect");
        }
        if ("entityList".equals(file.getAttributeValue(null, "type"))) {
            bytes = EntityList.withColumnsOfThePhone(bytes);
        } else {
            requireHash(text(file, "hash"), bytes);
        }
        Files.write(folder.resolve(name.substring(name.lastIndexOf('/') + 1)), bytes);
    }

    /**
     * Sends a submission as a whole: asks how much at once, then answers and files, in as many requests as that takes.
     *
     * @return what the server said at each
     * @throws CollectRefuses with what the user sees; whatever came before is sent again by the next try
     */
    List<String> send(byte[] xml, String xmlName, List<Path> files) throws IOException {
        long limit = announcedLimit();
        List<String> said = new ArrayList<>();
        List<Path> left = new ArrayList<>(files);
        do {
            MultipartBody.Builder body = new MultipartBody.Builder()
                    .setType(MultipartBody.FORM)
                    .addFormDataPart("xml_submission_file", xmlName, RequestBody.create(xml, XML));
            long size = xml.length;
            int count = 0;
            while (!left.isEmpty() && count < MOST_FILES && (count == 0 || size + Files.size(left.get(0)) <= limit)) {
                Path file = left.remove(0);
                size += Files.size(file);
                count++;
                String name = file.getFileName().toString();
                body.addFormDataPart(
                        name, name, RequestBody.create(Files.readAllBytes(file), MediaType.get("image/jpeg")));
            }
            if (!left.isEmpty()) {
                body.addFormDataPart("*isIncomplete*", "yes");
            }
            said.add(post(body.build()));
        } while (!left.isEmpty());
        return said;
    }

    private long announcedLimit() throws IOException {
        try (Response answer =
                http.newCall(request(server + "/submission").head().build()).execute()) {
            if (answer.code() == 401) {
                throw new CollectRefuses("Invalid username or password for server: " + server);
            }
            if (answer.code() != 204 && answer.isSuccessful()) {
                throw new CollectRefuses("Failed to send. Is this an OpenRosa submission endpoint?");
            }
            String limit = answer.header("X-OpenRosa-Accept-Content-Length");
            return limit == null ? DEFAULT_LIMIT : Long.parseLong(limit);
        }
    }

    private String post(RequestBody body) throws IOException {
        try (Response answer =
                http.newCall(request(server + "/submission").post(body).build()).execute()) {
            String text = answer.body().string();
            if (answer.code() == 200) {
                throw new CollectRefuses("Error: Network login failure? Again?");
            }
            if (answer.code() != 201 && answer.code() != 202) {
                throw new CollectRefuses(
                        text.contains("OpenRosaResponse")
                                ? "Error: " + message(text)
                                : "Error: " + answer.message() + " (" + answer.code() + ")");
            }
            return answer.code() + " " + message(text);
        }
    }

    private static String message(String xml) throws IOException {
        Document document = XFormParser.getXMLDocument(new StringReader(xml));
        return children(document.getRootElement()).stream()
                .filter(each -> each.getName().equals("message"))
                .map(each -> XFormParser.getXMLText(each, true))
                .findFirst()
                .orElseThrow(() -> new CollectRefuses("no message"));
    }

    private Document xml(String url, String namespace, String root) throws IOException {
        try (Response answer = http.newCall(request(url).build()).execute()) {
            if (answer.code() == 401) {
                throw new CollectRefuses("AuthRequired");
            }
            if (answer.code() == 404) {
                throw new CollectRefuses(
                        "Collect can't reach the server at " + server + ". Did you enter the URL" + " correctly?");
            }
            if (answer.code() != 200) {
                throw new CollectRefuses("The server " + server + " returned status code " + answer.code() + ".");
            }
            if (!answer.header("Content-Type", "").toLowerCase(Locale.ROOT).contains("text/xml")) {
                throw new CollectRefuses("If you keep having this problem, report it");
            }
            if (answer.header(OPENROSA_VERSION) == null) {
                throw new CollectRefuses("This server does not correctly implement the OpenRosa formList API.");
            }
            Document document = XFormParser.getXMLDocument(
                    new InputStreamReader(answer.body().byteStream(), UTF_8));
            Element element = document.getRootElement();
            if (!element.getName().equals(root) || !element.getNamespace().equalsIgnoreCase(namespace)) {
                throw new CollectRefuses("The server " + server + " provided an invalid response.");
            }
            return document;
        }
    }

    private byte[] bytes(String url) throws IOException {
        try (Response answer = http.newCall(request(url).build()).execute()) {
            if (answer.code() != 200) {
                throw new CollectRefuses("The server " + server + " returned status code " + answer.code() + ".");
            }
            return answer.body().bytes();
        }
    }

    private static Request.Builder request(String url) {
        String separator = URI.create(url).getRawQuery() == null ? DEVICE : DEVICE.replace('?', '&');
        return new Request.Builder()
                .url(url + separator)
                .header("User-Agent", "org.odk.collect.android/v2026.3 Dalvik/2.1.0")
                .header(OPENROSA_VERSION, "1.0")
                // Collect writes the hour with hh: in the afternoon it is twelve hours off
                .header("Date", "Mon, 21 Sep 2026 02:13:20 GMT");
    }

    private static void requireHash(String hash, byte[] bytes) {
        try {
            String md5 =
                    HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
            if (!hash.substring("md5:".length()).equals(md5)) {
                throw new CollectRefuses("what was downloaded is not what was listed");
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (int i = 0; i < element.getChildCount(); i++) {
            if (element.getChild(i) instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }

    private static String text(Element element, String name) {
        return children(element).stream()
                .filter(child -> child.getName().equals(name))
                .map(child -> XFormParser.getXMLText(child, true))
                .findFirst()
                .orElse("");
    }

    /** As Collect makes an edit: a new id, and the old one as that which is replaced. */
    static byte[] edited(byte[] xml) {
        String text = new String(xml, UTF_8);
        return text.replaceFirst(
                        "<([a-z:]*)instanceID>([^<]*)</[a-z:]*instanceID>",
                        "<$1instanceID>uuid:" + UUID.randomUUID() + "</$1instanceID><deprecatedID>$2</deprecatedID>")
                .getBytes(UTF_8);
    }

    /** The entity lists of the phone. */
    private static final class EntityList {
        /** What Collect adds to a list that it has downloaded, so that forms can say upon what they build. */
        static byte[] withColumnsOfThePhone(byte[] csv) {
            List<String> lines = new String(csv, UTF_8).lines().toList();
            if (!lines.get(0).startsWith("name,label,__version")) {
                throw new CollectRefuses("a list without name, label and __version is not imported");
            }
            StringBuilder all = new StringBuilder(lines.get(0)).append(",__trunkVersion,__branchId\n");
            for (String line : lines.subList(1, lines.size())) {
                all.append(line).append(",1,").append(UUID.randomUUID()).append('\n');
            }
            return all.toString().getBytes(UTF_8);
        }
    }

    /** A link that breaks after the server was done. */
    private static final class LosesAnswers implements Interceptor {
        private boolean lose;

        @Override
        public Response intercept(Chain chain) throws IOException {
            Response answer = chain.proceed(chain.request());
            if (lose && chain.request().method().equals("POST")) {
                lose = false;
                answer.close();
                throw new IOException("the connection broke before the answer came");
            }
            return answer;
        }
    }

    /** Kept out of logs: the address lets in. */
    @Override
    public String toString() {
        return Map.of("language", language).toString();
    }
}
