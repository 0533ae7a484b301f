package org.hunar.server.simulation;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hunar.server.auth.Caller;
import org.hunar.server.blob.BlobResource;
import org.hunar.server.blob.UploadResource;

/** The tus endpoint of a node and its downloads, called as Jersey would call them. */
final class NodeFiles {
    static final String LENGTH = "Upload-Length";
    static final String METADATA = "Upload-Metadata";
    static final String OFFSET = "Upload-Offset";
    static final String UPLOAD = "upload";
    static final String CONTENT_LENGTH = "Content-Length";
    static final String CONTENT_TYPE = "Content-Type";
    private static final String OFFSET_STREAM = "application/offset+octet-stream";
    private static final String TUS = "1.0.0";

    private final UploadResource uploads;
    private final BlobResource blobs;

    NodeFiles(UploadResource uploads, BlobResource blobs) {
        this.uploads = uploads;
        this.blobs = blobs;
    }

    /** What a phone sends to bring bytes of an upload from an offset on. */
    static Map<String, String> headers(String upload, long offset, int length) {
        return Map.of(UPLOAD, upload, OFFSET, Long.toString(offset), CONTENT_LENGTH, Integer.toString(length));
    }

    Map<String, Object> announce(Caller caller, Map<String, String> headers) {
        return told(uploads.announce(caller, TUS, headers.get(LENGTH), headers.get(METADATA)));
    }

    Map<String, Object> append(Caller caller, Request request) {
        return told(uploads.override(
                caller,
                request.headers().get(UPLOAD),
                "PATCH",
                TUS,
                request.headers().get(OFFSET),
                null,
                servletRequest(request)));
    }

    /** @throws org.hunar.server.http.ProblemException if the caller may not see such a file */
    byte[] download(Caller caller, String sha256) {
        Response response = blobs.download(caller, sha256, null, null, null);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ((StreamingOutput) response.getEntity()).write(bytes);
        } catch (IOException e) {
            throw new InvariantBroken("I19", "a blob cannot be read", e);
        }
        return bytes.toByteArray();
    }

    private static Map<String, Object> told(Response response) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("offset", Long.parseLong(response.getHeaderString(OFFSET)));
        String location = response.getHeaderString("Location");
        if (location != null) {
            answer.put(UPLOAD, location.substring(location.lastIndexOf('/') + 1));
        }
        return answer;
    }

    /** As a resource sees it that reads the body itself. */
    static HttpServletRequest servletRequest(Request request) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                HttpServletRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getInputStream" -> new Body(request);
                    case "getContentType" -> request.headers().getOrDefault(CONTENT_TYPE, OFFSET_STREAM);
                    case "getContentLengthLong" ->
                        Long.parseLong(request.headers().get(CONTENT_LENGTH));
                    case "getHeader", "getAttribute" -> null;
                    default -> throw new IllegalStateException("a body comes without " + method.getName());
                });
    }

    /** As Jetty's: where a request is cut, its end is an error. */
    private static final class Body extends ServletInputStream {
        private final byte[] bytes;
        private final boolean isCut;
        private int position;

        Body(Request request) {
            this.bytes = request.body();
            this.isCut = request.isCut();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (position == bytes.length && length > 0) {
                if (isCut) {
                    throw new EOFException("the connection is gone");
                }
                return -1;
            }
            int taken = Math.min(length, bytes.length - position);
            System.arraycopy(bytes, position, into, offset, taken);
            position += taken;
            return taken;
        }

        @Override
        public boolean isFinished() {
            return position == bytes.length;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("bodies are read as they come");
        }
    }
}
