package org.hunar.server.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.hunar.model.json.JsonFields;
import org.hunar.model.problem.InvalidException;

/**
 * Which part of a list is wanted: at most {@code limit} rows that follow the key. Going on from a key,
 * not from a count, neither skips nor repeats a row when others are added meanwhile.
 */
public record PageRequest(int limit, Optional<String> key) {
    public static final int DEFAULT_LIMIT = 100;
    public static final int MAX_LIMIT = 500;

    /** Everything, in one page. */
    public static final PageRequest WHOLE = new PageRequest(Integer.MAX_VALUE - 1, Optional.empty());

    private static final String NAME = "name:";

    /**
     * @param limit the query parameter, null when absent: {@value #DEFAULT_LIMIT}
     * @param after the query parameter as a page gave it, null when absent: from the beginning
     */
    public static PageRequest of(Integer limit, String after) {
        if (limit != null && (limit < 1 || limit > MAX_LIMIT)) {
            throw InvalidException.at("?limit", "INVALID", "from 1 to " + MAX_LIMIT);
        }
        return new PageRequest(
                limit == null ? DEFAULT_LIMIT : limit,
                Optional.ofNullable(after).map(PageRequest::decode));
    }

    /**
     * Of a list that is whole for whoever asks for no page of it: scripts read it so, and it was never long.
     *
     * @param limit as of {@link #of}; null with {@code after}, too: everything
     */
    public static PageRequest ofWhole(Integer limit, String after) {
        return limit == null && after == null ? WHOLE : of(limit, after);
    }

    /**
     * The key after which the page begins, as the type that it is.
     *
     * @throws InvalidException if it is none
     */
    public <T> Optional<T> after(Function<String, T> type) {
        try {
            return key.map(type);
        } catch (IllegalArgumentException e) {
            throw noKey();
        }
    }

    /** The name or code after which the page begins, in a list whose rows have one; "" for the beginning. */
    public String afterName() {
        return after(text -> {
                    if (!text.startsWith(NAME)) {
                        throw new IllegalArgumentException("a name is expected");
                    }
                    return text.substring(NAME.length());
                })
                .orElse("");
    }

    /** As {@link #page}, of rows whose key is a name or code: {@link #afterName}. */
    public <T> Map<String, Object> pageByName(List<T> fetched, Function<T, String> name, Function<T, ?> toJson) {
        return page(fetched, row -> NAME + name.apply(row), toJson);
    }

    /** How many rows to read: one more than the page holds tells whether there is another page. */
    public int fetch() {
        return limit + 1;
    }

    /**
     * {@code {"items": […], "after": "…"}}; without {@code after} when it is the last page.
     *
     * @param fetched up to {@link #fetch} rows in the order of their key
     */
    public <T> Map<String, Object> page(List<T> fetched, Function<T, String> key, Function<T, ?> toJson) {
        return page(fetched, key, row -> true, toJson);
    }

    /** As {@link #page}, showing only some of the rows: others of the list are not there any more. */
    public <T> Map<String, Object> page(
            List<T> fetched, Function<T, String> key, Predicate<T> shown, Function<T, ?> toJson) {
        List<T> rows = fetched.subList(0, Math.min(limit, fetched.size()));
        Map<String, Object> page = new JsonFields()
                .put("after", fetched.size() > limit ? encode(key.apply(rows.get(limit - 1))) : null)
                .toMap();
        page.put("items", rows.stream().filter(shown).map(toJson).toList());
        return page;
    }

    private static String encode(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String after) {
        try {
            return new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw noKey();
        }
    }

    private static InvalidException noKey() {
        return InvalidException.at("?after", "INVALID", "must be what the page before gave");
    }
}
