package org.hunar.server.blob;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.assessment.Answer;
import org.hunar.model.problem.Violation;
import org.hunar.server.http.ProblemException;

/**
 * That a file is coming, by the headers {@code Upload-Length} and {@code Upload-Metadata} of tus.
 *
 * @param size in bytes; 0 only of the file that has none
 * @param mime type and subtype, without parameters
 * @param metadata the header as it came
 */
record Announcement(BlobHash hash, long size, String mime, String metadata) {
    private static final int MOST_METADATA = 1024;
    private static final String METADATA = "Upload-Metadata";
    private static final String LENGTH = "Upload-Length";

    /**
     * @param length the header, null when it is absent
     * @param metadata the header, null when it is absent
     * @throws ProblemException 400 VALIDATION, naming what is wrong in which header
     */
    static Announcement of(String length, String metadata) {
        if (metadata == null || metadata.length() > MOST_METADATA) {
            throw invalid(METADATA, "names sha256, mime and assessment, in at most " + MOST_METADATA + " characters");
        }
        Map<String, String> values = values(metadata);
        BlobHash hash = Optional.ofNullable(values.get("sha256"))
                .filter(BlobHash::isOne)
                .map(BlobHash::new)
                .orElseThrow(() -> invalid(METADATA + "/sha256", "must be 64 hex digits in lower case"));
        String mime = Optional.ofNullable(values.get("mime"))
                .filter(Answer.Attachment::isMime)
                .orElseThrow(() ->
                        invalid(METADATA + "/mime", "must be a media type without parameters, such as image/jpeg"));
        if (values.containsKey("assessment") && !isUuid(values.get("assessment"))) {
            throw invalid(METADATA + "/assessment", "must be the id of an assessment");
        }
        long size = size(length);
        if (size == 0 && !hash.equals(BlobHash.OF_NOTHING)) {
            throw invalid(LENGTH, "must be more than 0: no file of this sha256 has 0 bytes");
        }
        return new Announcement(hash, size, mime, metadata);
    }

    ProblemException otherSize(long actual) {
        return invalid(LENGTH, "the file of this sha256 has " + actual + " bytes");
    }

    /** Names the upload, so that it can be deleted also by whoever has lost its address. */
    ProblemException otherSizeThan(Upload begun) {
        return invalid(
                        LENGTH,
                        "was " + begun.size() + " when " + begun.received()
                                + " bytes of this file came: go on with that, or delete the upload")
                .with("upload", begun.path())
                .with("upload_offset", begun.received());
    }

    private static long size(String length) {
        try {
            long size = length == null ? -1 : Long.parseLong(length);
            if (size >= 0) {
                return size;
            }
        } catch (NumberFormatException e) {
            throw invalid(LENGTH, "must be a whole number");
        }
        throw invalid(LENGTH, "must be the size of the file in bytes");
    }

    /** {@code name base64, name base64, …}. */
    private static Map<String, String> values(String metadata) {
        Map<String, String> values = new HashMap<>();
        for (String pair : metadata.split(",")) {
            String[] parts = pair.strip().split(" ", 2);
            String before = values.put(parts[0], parts.length == 1 ? "" : decode(parts[0], parts[1]));
            if (before != null) {
                throw invalid(METADATA, "names " + parts[0] + " twice");
            }
        }
        return values;
    }

    private static String decode(String name, String value) {
        try {
            return new String(Base64.getDecoder().decode(value.strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw invalid(METADATA + "/" + name, "must be Base64");
        }
    }

    private static boolean isUuid(String text) {
        try {
            return UUID.fromString(text).toString().equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** 400 VALIDATION that names the header. */
    static ProblemException invalid(String header, String message) {
        return ProblemException.invalid(List.of(new Violation(header, "INVALID", message)), header + " " + message);
    }
}
