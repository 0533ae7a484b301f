package org.hunar.server.http;

import java.util.function.BiConsumer;

/**
 * Headers of every answer, whoever writes it, that let a browser do as little with it as possible: run nothing, guess no
 * type, tell no other site where it came from, show it in no frame, keep no copy. What is meant to be shown or kept says
 * so itself, in place of these.
 */
final class BrowserRules {
    private static final String A_YEAR = "max-age=31536000; includeSubDomains";

    private BrowserRules() {}

    /**
     * @param setHeader name and value, in place of an earlier value
     * @param https whether the request came over HTTPS: a browser that was here once comes only so again
     */
    static void put(BiConsumer<String, String> setHeader, boolean https) {
        setHeader.accept(
                "Content-Security-Policy",
                "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        setHeader.accept("X-Content-Type-Options", "nosniff");
        setHeader.accept("Referrer-Policy", "no-referrer");
        setHeader.accept("Cross-Origin-Resource-Policy", "same-origin");
        setHeader.accept("Cache-Control", "no-store");
        if (https) {
            setHeader.accept("Strict-Transport-Security", A_YEAR);
        }
    }
}
