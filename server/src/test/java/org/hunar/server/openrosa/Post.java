package org.hunar.server.openrosa;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import org.hunar.server.testing.TestServer;

/** One POST of a submission, written byte by byte: with names in raw UTF-8, as phones write them. */
public final class Post {
    public static final String BOUNDARY = "between-these-lines";

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    Post(String xml) {
        form(xml);
    }

    /** One more form, as no phone does. */
    Post form(String xml) {
        return part("xml_submission_file", "ویلڈنگ_2026-09-25.xml", "text/xml", xml.getBytes(UTF_8));
    }

    public Post file(String name, byte[] bytes) {
        return part(name, name, "image/jpeg", bytes);
    }

    /** Under a name that is not that of the file. */
    Post file(String name, String filename, byte[] bytes) {
        return part(name, filename, "image/jpeg", bytes);
    }

    public Post incomplete() {
        return part("*isIncomplete*", null, null, "yes".getBytes(UTF_8));
    }

    private Post part(String name, String filename, String type, byte[] bytes) {
        text("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\""
                + (filename == null ? "" : "; filename=\"" + filename + "\"") + "\r\n"
                + (type == null ? "" : "Content-Type: " + type + "\r\n") + "\r\n");
        body.writeBytes(bytes);
        text("\r\n");
        return this;
    }

    private void text(String text) {
        body.writeBytes(text.getBytes(UTF_8));
    }

    /** All before the bytes of one more file. */
    byte[] upToTheBytesOf(String name) {
        file(name, new byte[0]);
        return Arrays.copyOf(body.toByteArray(), body.size() - "\r\n".length());
    }

    public byte[] bytes() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(body.toByteArray());
        whole.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
        return whole.toByteArray();
    }

    HttpRequest.Builder request(TestServer server, String base) {
        return server.request(base + "/submission?deviceID=collect%3Aabc", "")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes()));
    }

    HttpResponse<String> send(TestServer server, String base) {
        return server.send(request(server, base));
    }
}
