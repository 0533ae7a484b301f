package org.hunar.server.openrosa;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import org.hunar.model.json.Json;

/**
 * How a phone is set up by its camera: the server, the programme and the language, with forms kept up to date and work
 * sent by itself. The phone refuses the whole of it if one value has another type than it expects.
 *
 * @param url of the door, with the token in it
 * @param project name of the programme
 * @param language en, ur or zh
 * @param adminPassword without which nobody changes the server on that phone
 */
record CollectSettings(String url, String project, String language, String adminPassword) {
    private static final String COLOUR = "#3e9fcc";

    Map<String, Object> toJson() {
        return Map.of(
                "general",
                Map.of(
                        "server_url",
                        url,
                        "form_update_mode",
                        "match_exactly",
                        "autosend",
                        "wifi_and_cellular",
                        "app_language",
                        language),
                "admin",
                Map.of("change_server", false, "admin_pw", adminPassword),
                "project",
                Map.of(
                        "name",
                        project,
                        "icon",
                        project.substring(0, project.offsetByCodePoints(0, 1)),
                        "color",
                        COLOUR));
    }

    /** Base64 of zlib of the JSON, in one line: what the QR code says. */
    String text() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream zlib = new DeflaterOutputStream(bytes)) {
            zlib.write(Json.write(toJson()).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
