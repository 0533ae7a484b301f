package org.hunar.server.dashboard;

import java.util.HashMap;
import java.util.Map;
import org.hunar.model.sync.Texts;

/** What a page is made with. */
record PageFrame(Api api) {
    /** Read by {@link #prepare} or for the first page, whichever is sooner: no start should wait for it. */
    private static final class Files {
        static final Templates TEMPLATES = new Templates();
        static final Assets ASSETS = new Assets();
    }

    static Assets assets() {
        return Files.ASSETS;
    }

    /** Beside the requests: whoever opens the first page after a start waits for less. */
    void prepare() {
        Files.TEMPLATES.readAll();
        Map<String, Object> problem = Map.of("code", "NOT_FOUND", "detail", "");
        Texts.LANGUAGES.forEach(language -> {
            Wording wording = new Wording(language, false);
            render("problem", Map.of("problem", problem), wording, "/");
            wording.when("2026-01-01T00:00:00.000Z");
            wording.signed(0.5, 1);
        });
    }

    /** @param here path and query of the page, to which a reader who changes the language comes back; a page that answers a
     *     form says of itself where it is shown without one
     */
    String render(String template, Map<String, ?> model, Wording wording, String here) {
        Map<String, Object> all = new HashMap<>(model);
        all.put("w", wording);
        all.put("assets", assets().paths());
        all.putIfAbsent("here", here);
        return Files.TEMPLATES.render(template, all);
    }
}
