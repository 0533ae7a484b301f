package org.hunar.server.xlsform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/** Looks whether a phone can open an XForm that was made elsewhere; what is wrong is named by its path in the form. */
final class XFormChecks {
    private static final List<String> OF_BINDS = List.of("relevant", "constraint", "calculate", "required", "readonly");

    /** Attributes that are expressions, by element, beside those of binds. */
    private static final Map<String, String> EXPRESSIONS =
            Map.of("itemset", "nodeset", "setvalue", "value", "output", "value");

    /** Those that Collect knows: 2022.1 and so on; it opens no form of another one. */
    private static final Pattern ENTITIES_VERSION = Pattern.compile("(2022|2023|2024|2025)\\.1.*");

    private static final String CHILD = "(?!jr:)[^()/]+";

    private final Element model;
    private final Element data;
    private final Findings findings;
    private final Expressions expressions = new Expressions();
    private final Map<String, Element> instances = new HashMap<>();

    private XFormChecks(Element model, Element data, Findings findings) {
        this.model = model;
        this.data = data;
        this.findings = findings;
        XmlDocument.children(model, "instance").forEach(each -> instances.put(each.getAttribute("id"), each));
    }

    /** @param data the root of the answers */
    static void check(Element model, Element body, Element data, Findings findings) {
        XFormChecks checks = new XFormChecks(model, data, findings);
        checks.binds();
        checks.expressions(model, "");
        checks.expressions(body, "");
        checks.entities();
        checks.savedTwice();
        checks.cycles();
    }

    private void binds() {
        for (Element bind : XmlDocument.children(model, "bind")) {
            for (String name : OF_BINDS) {
                expression(bind.getAttribute(name), bind.getAttribute("nodeset") + "/@" + name);
            }
        }
    }

    /** @param where the nearest path around the element */
    private void expressions(Element parent, String where) {
        for (Element element : XmlDocument.children(parent)) {
            String path = Optional.of(element.getAttribute("ref"))
                    .filter(ref -> ref.startsWith("/"))
                    .orElse(element.getLocalName().equals("text") ? element.getAttribute("id") : where);
            String attribute = EXPRESSIONS.getOrDefault(element.getLocalName(), "");
            expression(element.getAttribute(attribute), path + "/" + element.getLocalName() + "/@" + attribute);
            if (element.getLocalName().equals("itemset")) {
                firstItem(element, path);
            }
            if (!element.getLocalName().equals("instance")) {
                expressions(element, path);
            }
        }
    }

    private void expression(String expression, String path) {
        if (expression.isEmpty()) {
            return;
        }
        Place place = new Place(path, 0, 0);
        expressions.fault(expression).ifPresent(fault -> findings.error(place, "EXPRESSION", fault));
        Functions.instances(expression).stream()
                .filter(id -> !instances.containsKey(id))
                .forEach(id -> findings.error(place, "INSTANCE", "the form has no instance of the id " + id));
    }

    /** Phones look in the first item for what the value and the label of an itemset name. */
    private void firstItem(Element itemset, String path) {
        Optional<Element> item = Functions.instances(itemset.getAttribute("nodeset")).stream()
                .findFirst()
                .map(instances::get)
                .filter(instance -> instance.getAttribute("src").isEmpty())
                .flatMap(instance -> XmlDocument.child(instance, "root"))
                .flatMap(root -> XmlDocument.child(root, "item"));
        for (String name : List.of("value", "label")) {
            String ref = XmlDocument.child(itemset, name)
                    .map(each -> each.getAttribute("ref"))
                    .orElse("");
            if (item.isPresent()
                    && ref.matches(CHILD)
                    && XmlDocument.child(item.get(), ref).isEmpty()) {
                findings.error(
                        new Place(path, 0, 0),
                        "LABEL_MISSING",
                        "the first item of the list has no " + ref + ", which the " + name
                                + " of the itemset names: no phone opens such a form");
            }
        }
    }

    private void entities() {
        Place place = new Place("model/@entities:entities-version", 0, 0);
        Optional<String> version = XmlDocument.attribute(model, "entities-version");
        boolean hasEntity = XmlDocument.child(data, "meta")
                .flatMap(meta -> XmlDocument.child(meta, "entity"))
                .isPresent();
        if (version.isPresent() && !ENTITIES_VERSION.matcher(version.get()).matches()) {
            findings.error(
                    place,
                    "ENTITIES_VERSION",
                    "phones know no entities-version " + version.get() + ": write " + Entity.VERSION);
        } else if (version.isEmpty() && hasEntity) {
            findings.error(
                    place,
                    "ENTITIES_VERSION",
                    "a form with an entity says by which version of the specification: write entities-version=\""
                            + Entity.VERSION + "\" on the model");
        }
    }

    /** Of two answers for one property nobody knows which stays. */
    private void savedTwice() {
        Set<String> saved = new HashSet<>();
        for (Element bind : XmlDocument.children(model, "bind")) {
            XmlDocument.attribute(bind, "saveto")
                    .filter(property -> !saved.add(property.toLowerCase(Locale.ROOT)))
                    .ifPresent(property -> findings.publishing(
                            new Place(bind.getAttribute("nodeset") + "/@entities:saveto", 0, 0),
                            "SAVE_TO_TWICE",
                            "another bind saves to " + property + " already: take one of the two out"));
        }
    }

    private void cycles() {
        Map<String, Map<String, String>> bound = new HashMap<>();
        Map<String, String> first = new HashMap<>();
        for (Element bind : XmlDocument.children(model, "bind")) {
            String path = AnswerPaths.plain(bind.getAttribute("nodeset"));
            for (String name : Cycles.OWN) {
                String expression = bind.getAttribute(name);
                if (!expression.isEmpty()) {
                    bound.computeIfAbsent(path, any -> new LinkedHashMap<>()).put(name, expression);
                }
                if (!AnswerPaths.of(expression, path).isEmpty()) {
                    first.putIfAbsent(path, bind.getAttribute("nodeset") + "/@" + name);
                }
            }
        }
        List<Cycles.Bound> nodes = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        walk(data, "", path -> {
            if (seen.add(path)) {
                Place place = new Place(first.getOrDefault(path, path), 0, 0);
                nodes.add(new Cycles.Bound(path, bound.getOrDefault(path, Map.of()), place));
            }
        });
        Cycles.check(nodes, findings);
    }

    private static void walk(Element element, String around, Consumer<String> visitor) {
        String path = around + "/" + element.getLocalName();
        visitor.accept(path);
        XmlDocument.children(element).forEach(child -> walk(child, path, visitor));
    }
}
