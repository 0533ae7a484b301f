package org.hunar.server.xlsform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The nodes of a form as they will be in the instance, with what each depends on. */
final class Bounds {
    private final Form form;

    private Bounds(Form form) {
        this.form = form;
    }

    static List<Cycles.Bound> of(Form form) {
        Bounds bounds = new Bounds(form);
        List<Cycles.Bound> all = new ArrayList<>();
        form.root().walk(node -> {
            if (!node.flat && !node.is(Node.Kind.EXTERNAL)) {
                all.add(bounds.of(node));
            }
        });
        return all;
    }

    private Cycles.Bound of(Node node) {
        String path = AnswerPaths.plain(node.path());
        Map<String, String> expressions = new LinkedHashMap<>();
        Cycles.OWN.stream()
                // what a trigger sets is not calculated
                .filter(name -> !name.equals("calculate") || node.trigger.isEmpty())
                .forEach(name -> node.bound(name)
                        .map(text -> form.references().resolve(XForm.truth(text), node, false))
                        .ifPresent(expression -> expressions.put(name, expression)));
        Place place = expressions.entrySet().stream()
                .filter(each -> !AnswerPaths.of(each.getValue(), path).isEmpty())
                .findFirst()
                .flatMap(each -> node.row.map(row -> row.place("bind", each.getKey())))
                .orElse(node.place);
        return new Cycles.Bound(path, expressions, place);
    }
}
