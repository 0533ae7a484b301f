package org.hunar.server.dashboard;

import java.util.HashMap;
import java.util.Map;

/** What a page is made with. */
record PageFrame(Templates templates, Assets assets, Api api) {
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
