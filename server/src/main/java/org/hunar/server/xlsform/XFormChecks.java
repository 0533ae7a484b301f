package org.hunar.server.xlsform;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    private static final int LONGEST_PATH = 2_000;

    /** Characters of all paths together: a form of 10,000 questions has a million. */
    private static final int ALL_PATHS = 16_000_000;

    private static final String CHILD = "(?!jr:)[^()/]+";

    private final Element model;
    private final Element data;
    private final Findings findings;
    private final Expressions expressions = new Expressions();
    private final Map<String, Element> instances = new HashMap<>();
    private int pathLength;

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
        Set<String> paths = new LinkedHashSet<>();
        if (!walk(data, "", paths)) {
            findings.error(
                    new Place("/" + data.getLocalName(), 0, 0),
                    "TOO_LARGE",
                    "the names in the instance are longer than any form needs: shorten them");
            return;
        }
        Map<String, Map<String, String>> bound = new HashMap<>();
        Map<String, Place> places = new HashMap<>();
        for (Element bind : XmlDocument.children(model, "bind")) {
            String path = AnswerPaths.plain(bind.getAttribute("nodeset"));
            for (String name : Cycles.OWN) {
                String expression = bind.getAttribute(name);
                if (!expression.isEmpty() && paths.contains(path)) {
                    bound.computeIfAbsent(path, any -> new LinkedHashMap<>()).put(name, expression);
                    Place place = new Place(bind.getAttribute("nodeset") + "/@" + name, 0, 0);
                    AnswerPaths.each(expression, path, answer -> places.putIfAbsent(path, place));
                }
            }
        }
        Cycles.check(
                paths.stream()
                        .map(path -> new Cycles.Bound(
                                path,
                                bound.getOrDefault(path, Map.of()),
                                places.getOrDefault(path, new Place(path, 0, 0))))
                        .toList(),
                findings);
    }

    /** Gathers the paths of the instance; false if they are so long that whoever works with them takes too long. */
    private boolean walk(Element element, String around, Set<String> paths) {
        String path = around + "/" + element.getLocalName();
        if (paths.add(path)) {
            pathLength += path.length();
        }
        boolean fine = path.length() <= LONGEST_PATH && pathLength <= ALL_PATHS;
        for (Element child : fine ? XmlDocument.children(element) : List.<Element>of()) {
            fine = fine && walk(child, path, paths);
        }
        return fine;
    }
}
