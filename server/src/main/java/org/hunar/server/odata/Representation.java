package org.hunar.server.odata;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How JSON is written.
 *
 * @param metadata how much is said beside the values
 * @param numbersAsText whether Int64 and Decimal are texts, for readers to whom every number is a double
 */
record Representation(Metadata metadata, boolean numbersAsText) {
    private static final String IEEE754 = "ieee754compatible";

    enum Metadata {
        NONE,
        MINIMAL,
        FULL
    }

    /**
     * @param parameters of a media type, by name
     * @return empty if they ask for what there is not
     */
    static Optional<Representation> of(Map<String, String> parameters) {
        Metadata metadata = Metadata.MINIMAL;
        boolean numbersAsText = false;
        for (Map.Entry<String, String> each : parameters.entrySet()) {
            String name = each.getKey().toLowerCase(Locale.ROOT);
            String value = each.getValue().toLowerCase(Locale.ROOT);
            if (name.equals("odata.metadata") || name.equals("metadata")) {
                if (!value.matches("none|minimal|full")) {
                    return Optional.empty();
                }
                metadata = Metadata.valueOf(value.toUpperCase(Locale.ROOT));
            } else if (name.equals(IEEE754)) {
                numbersAsText = value.equals("true");
            }
        }
        return Optional.of(new Representation(metadata, numbersAsText));
    }

    String mediaType() {
        return "application/json;odata.metadata=" + metadata.name().toLowerCase(Locale.ROOT)
                + ";odata.streaming=true;IEEE754Compatible=" + numbersAsText + ";charset=utf-8";
    }
}
