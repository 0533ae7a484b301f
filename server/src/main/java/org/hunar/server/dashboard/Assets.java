package org.hunar.server.dashboard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** The few files that browsers get beside the pages, held in memory, each under a name that changes with its bytes. */
final class Assets {
    private static final int HASH_LETTERS = 12;
    private static final String LIBRARIES = "/META-INF/resources/webjars/";

    private final Map<String, Asset> byName = new LinkedHashMap<>();
    private final Map<String, String> paths = new LinkedHashMap<>();

    /** @param zipped by gzip */
    record Asset(String type, byte[] zipped) {}

    Assets() {
        add("pico.css", LIBRARIES + "picocss__pico/2.1.1/css/pico.min.css");
        add("htmx.js", LIBRARIES + "htmx.org/2.0.10/dist/htmx.min.js");
        add("chart.js", LIBRARIES + "chart.js/4.5.1/dist/chart.umd.min.js");
        add("hunar.css", "assets/hunar.css");
        add("charts.js", "assets/charts.js");
    }

    /** Where each file is found, by its plain name. */
    Map<String, String> paths() {
        return paths;
    }

    /** @param name with its hash */
    Optional<Asset> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    private void add(String name, String resource) {
        try (InputStream file = Assets.class.getResourceAsStream(resource)) {
            byte[] bytes = file.readAllBytes();
            int dot = name.lastIndexOf('.');
            String hashed = name.substring(0, dot) + "." + hash(bytes) + name.substring(dot);
            byName.put(hashed, new Asset(name.endsWith(".css") ? "text/css" : "text/javascript", zip(bytes)));
            paths.put(name, "/assets/" + hashed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] zip(byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(bytes);
        }
        return zipped.toByteArray();
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest).substring(0, HASH_LETTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
