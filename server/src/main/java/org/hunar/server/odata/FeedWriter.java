package org.hunar.server.odata;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hunar.model.Timestamps;
import org.hunar.model.json.Json;
import org.hunar.server.odata.Representation.Metadata;
import org.hunar.server.odata.filter.Kind;
import org.hunar.server.odata.filter.Property;

/** Writes rows by OData JSON Format 4.0, one after another, and keeps none of them. */
final class FeedWriter {
    private static final int BUFFER = 64 * 1024;

    private final OutputStream out;
    private final Query query;
    private final Representation representation;
    private final String root;
    private long rows;
    private boolean begun;

    /** @param root address of the service, with a slash at its end */
    FeedWriter(OutputStream out, Query query, Representation representation, String root) {
        this.out = new BufferedOutputStream(out, BUFFER);
        this.query = query;
        this.representation = representation;
        this.root = root;
    }

    /** @throws IllegalStateException if somebody would write a second time into what has begun */
    void begin(Optional<Long> count) {
        if (begun) {
            throw new IllegalStateException("the feed was broken off, and its reader has a part of it");
        }
        begun = true;
        StringBuilder head = new StringBuilder("{");
        if (representation.metadata() != Metadata.NONE) {
            head.append("\"@odata.context\":").append(Json.write(context(""))).append(',');
        }
        count.ifPresent(
                number -> head.append("\"@odata.count\":").append(number).append(','));
        text(head.append("\"value\":[\n").toString());
    }

    void row(Object[] row) {
        text((rows == 0 ? "" : ",\n") + Json.write(json(row)));
        rows++;
    }

    void end(Optional<String> nextLink) {
        text("\n]"
                + nextLink.map(link -> ",\"@odata.nextLink\":" + Json.write(link))
                        .orElse("") + "}");
        flush();
    }

    void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A row by itself. */
    static Map<String, Object> entity(Object[] row, Query query, Representation representation, String root) {
        FeedWriter writer = new FeedWriter(OutputStream.nullOutputStream(), query, representation, root);
        Map<String, Object> json = new LinkedHashMap<>();
        if (representation.metadata() != Metadata.NONE) {
            json.put("@odata.context", writer.context("/$entity"));
        }
        json.putAll(writer.json(row));
        return json;
    }

    private String context(String suffix) {
        String columns = query.narrowed()
                ? query.select().stream().map(Property::name).collect(Collectors.joining(",", "(", ")"))
                : "";
        return root + "$metadata#" + query.set().name() + columns + suffix;
    }

    private Map<String, Object> json(Object[] row) {
        Map<String, Object> json = new LinkedHashMap<>();
        boolean full = representation.metadata() == Metadata.FULL;
        if (full) {
            String link = query.set().name() + keyOf(row);
            json.put("@odata.type", "#" + Csdl.NAMESPACE + "." + query.set().typeName());
            json.put("@odata.id", root + link);
            json.put("@odata.editLink", link);
        }
        for (Property property : query.select()) {
            Object value = row[property.index()];
            if (full && value != null && isToBeTold(property.kind())) {
                json.put(
                        property.name() + "@odata.type",
                        "#" + property.kind().edm().substring("Edm.".length()));
            }
            json.put(property.name(), plain(value, property.kind()));
        }
        return json;
    }

    /** Of texts, doubles and booleans JSON itself tells what they are. */
    private static boolean isToBeTold(Kind kind) {
        return kind == Kind.WHOLE || kind == Kind.DECIMAL || kind == Kind.TIME;
    }

    private Object plain(Object value, Kind kind) {
        if (value instanceof Instant time) {
            return Timestamps.format(time);
        }
        boolean asText = representation.numbersAsText() && (kind == Kind.WHOLE || kind == Kind.DECIMAL);
        return asText && value != null ? text((Number) value) : value;
    }

    private static String text(Number number) {
        return number instanceof BigDecimal decimal ? decimal.toPlainString() : number.toString();
    }

    private String keyOf(Object[] row) {
        List<Property> key = query.set().key();
        return key.stream()
                .map(property ->
                        (key.size() == 1 ? "" : property.name() + "=") + quoted((String) row[property.index()]))
                .collect(Collectors.joining(",", "(", ")"));
    }

    private static String quoted(String text) {
        return "'"
                + URLEncoder.encode(text.replace("'", "''"), StandardCharsets.UTF_8)
                        .replace("+", "%20") + "'";
    }

    private void text(String json) {
        try {
            out.write(json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
