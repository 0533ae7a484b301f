package org.hunar.server.dashboard;

import java.util.HashMap;
import java.util.Map;
import org.hunar.model.sync.Texts;

/** What a page is made with. */
record PageFrame(Templates templates, Assets assets, Api api) {
    /** Beside the requests: whoever opens the first page after a start waits for less. */
    void prepare() {
        templates.readAll();
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
        all.put("assets", assets.paths());
        all.putIfAbsent("here", here);
        return templates.render(template, all);
    }
}
