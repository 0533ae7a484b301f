package org.hunar.server.xlsform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/** Reads an XForm that was made elsewhere, as far as an instrument needs it: what is asked, how, in which words. */
final class XFormReader {
    private static final Map<String, String> CONTROLS = Map.of(
            "select1", "select one",
            "select", "select all that apply",
            "rank", "rank",
            "range", "range",
            "trigger", "acknowledge");
    private static final Map<String, String> INPUTS = Map.of(
            "int", "integer",
            "decimal", "decimal",
            "date", "date",
            "time", "time",
            "dateTime", "datetime",
            "geopoint", "geopoint",
            "geotrace", "geotrace",
            "geoshape", "geoshape",
            "barcode", "barcode");
    private static final Map<String, String> UPLOADS = Map.of("image", "photo", "audio", "audio", "video", "video");
    private static final Pattern LIST = Pattern.compile("(?:randomize\\()?instance\\('([^']+)'\\)/root/item.*");

    private final Findings findings;
    private final Map<String, Element> binds = new HashMap<>();
    private final Element model;
    private final Element body;
    private final Element data;
    private final String title;
    private final XFormTexts texts;

    private XFormReader(Element html, Findings findings) throws UnreadableWorkbookException {
        this.findings = findings;
        Element head = XmlDocument.child(html, "head").orElseThrow(XFormReader::noForm);
        this.body = XmlDocument.child(html, "body").orElseThrow(XFormReader::noForm);
        this.model = XmlDocument.child(head, "model").orElseThrow(XFormReader::noForm);
        this.title =
                XmlDocument.child(head, "title").map(Element::getTextContent).orElse("");
        this.data = XmlDocument.child(model, "instance")
                .flatMap(instance -> XmlDocument.children(instance).stream().findFirst())
                .orElseThrow(XFormReader::noForm);
        this.texts = new XFormTexts(model);
    }

    private static UnreadableWorkbookException noForm() {
        return new UnreadableWorkbookException(
                "NOT_XFORM", "this is no XForm: it needs h:head with a model that has an instance, and h:body");
    }

    static Form read(byte[] xml, Findings findings) throws UnreadableWorkbookException {
        return new XFormReader(XmlDocument.root(xml), findings).form();
    }

    private Form form() {
        head();
        XmlDocument.children(model, "bind").forEach(bind -> binds.put(bind.getAttribute("nodeset"), bind));
        XFormChecks.check(model, body, data, findings);
        Node root = new Node(Node.Kind.FORM, data.getLocalName(), "survey", Place.WORKBOOK, Optional.empty());
        controls(body, root);
        if (root.children().isEmpty()) {
            findings.error(new Place("h:body", 0, 0), "EMPTY", "the form asks nothing");
        }
        Map<String, String> settings = new HashMap<>();
        settings.put("form_id", data.getAttribute("id"));
        settings.put("form_title", title.trim());
        settings.put("version", data.getAttribute("version"));
        settings.put(
                "default_language",
                texts.defaults().isEmpty() ? "default" : texts.defaults().get(0));
        settings.values().removeIf(String::isEmpty);
        Choices choices = Choices.of(texts.lists(), settings.get("default_language"));
        return new Form(root, Settings.of(settings), choices, Optional.empty(), new References(root));
    }

    /** What a phone refuses, or what would take answers elsewhere. */
    private void head() {
        if (title.isBlank()) {
            findings.error(new Place("h:title", 0, 0), "TITLE", "phones take no form without a title: fill it in");
        }
        Place instance = new Place("/" + data.getLocalName(), 0, 0);
        if (data.getAttribute("id").isEmpty()) {
            findings.error(instance, "FORM_ID", "phones take no form without an id on " + data.getLocalName());
        }
        boolean hasId = XmlDocument.child(data, "meta")
                .flatMap(meta -> XmlDocument.child(meta, "instanceID"))
                .isPresent();
        if (!hasId) {
            findings.publishing(
                    instance,
                    "OMIT_INSTANCE_ID",
                    "without meta/instanceID a submission that is sent twice counts twice");
        }
        for (Element submission : XmlDocument.children(model, "submission")) {
            Place place = new Place("submission", 0, 0);
            if (XmlDocument.attribute(submission, "base64RsaPublicKey").isPresent()) {
                findings.publishing(
                        place, "PUBLIC_KEY", "an encrypted form cannot be scored: take base64RsaPublicKey out");
            }
            if (XmlDocument.attribute(submission, "action").isPresent()) {
                findings.publishing(place, "SUBMISSION_URL", "answers come to this server: take the action out");
            }
        }
        LanguageNames.check(texts.names(), new Place("itext", 0, 0), findings);
        if (texts.speaks() && texts.defaults().size() != 1) {
            findings.publishing(
                    new Place("itext", 0, 0),
                    "DEFAULT_LANGUAGE",
                    "one translation has default=\"true()\", and no more");
        }
    }

    private void controls(Element parent, Node node) {
        for (Element element : XmlDocument.children(parent)) {
            switch (element.getLocalName()) {
                case "group" -> group(element, node);
                case "repeat" -> controls(element, node);
                case "input", "select1", "select", "rank", "range", "upload", "trigger" -> question(element, node);
                default -> {
                    // labels, and actions that ask nothing
                }
            }
        }
    }

    private void group(Element element, Node parent) {
        boolean repeats = XmlDocument.child(element, "repeat").isPresent();
        String path = element.getAttribute("ref");
        String name =
                path.isEmpty() ? "group_" + (parent.children().size() + 1) : path.substring(path.lastIndexOf('/') + 1);
        Node node = parent.add(new Node(
                repeats ? Node.Kind.REPEAT : Node.Kind.GROUP, name, "group", new Place(path, 0, 0), Optional.empty()));
        node.label = texts.of(XmlDocument.child(element, "label"));
        attributes(node, path);
        controls(element, node);
    }

    private void attributes(Node node, String path) {
        Element bind = binds.get(path);
        if (bind == null) {
            return;
        }
        for (String name : List.of("type", "relevant", "constraint", "calculate", "required", "readonly")) {
            String value = bind.getAttribute(name);
            if (!value.isEmpty()) {
                node.bind.put(name, Text.of(value));
            }
        }
        for (String message : List.of("constraintMsg", "requiredMsg")) {
            XmlDocument.attribute(bind, message).ifPresent(text -> node.bind.put("jr:" + message, texts.of(text)));
        }
    }

    private void question(Element element, Node parent) {
        String path = element.getAttribute("ref");
        if (!isInInstance(path)) {
            findings.error(
                    new Place(path, 0, 0),
                    "REFERENCE",
                    "the instance has no node for it: a phone cannot open the form");
            return;
        }
        String bindType = binds.containsKey(path) ? binds.get(path).getAttribute("type") : "";
        Node node = parent.add(new Node(
                Node.Kind.QUESTION,
                path.substring(path.lastIndexOf('/') + 1),
                type(element, bindType),
                new Place(path, 0, 0),
                Optional.empty()));
        node.label = texts.of(XmlDocument.child(element, "label"));
        node.hint = texts.of(XmlDocument.child(element, "hint"));
        attributes(node, path);
        for (String name : List.of("start", "end", "step", "mediatype")) {
            if (!element.getAttribute(name).isEmpty()) {
                node.control.put(name, element.getAttribute(name));
            }
        }
        if (element.getLocalName().startsWith("select")
                || element.getLocalName().equals("rank")) {
            node.select = Optional.of(select(element, path));
        }
    }

    private static String type(Element element, String bindType) {
        String control = element.getLocalName();
        if (control.equals("upload")) {
            return UPLOADS.getOrDefault(element.getAttribute("mediatype").split("/")[0], "file");
        }
        return CONTROLS.getOrDefault(control, INPUTS.getOrDefault(bindType, "text"));
    }

    private Select select(Element element, String path) {
        String nodeset = XmlDocument.child(element, "itemset")
                .map(itemset -> itemset.getAttribute("nodeset"))
                .orElse("");
        Matcher list = LIST.matcher(nodeset);
        if (list.matches()) {
            return new Select(list.group(1), texts.isFile(list.group(1)), "", Map.of());
        }
        List<Choice> choices = new ArrayList<>();
        for (Element item : XmlDocument.children(element, "item")) {
            String name = XmlDocument.child(item, "value")
                    .map(Element::getTextContent)
                    .orElse("");
            choices.add(new Choice(
                    new Place(path, 0, 0),
                    name.trim(),
                    texts.of(XmlDocument.child(item, "label")),
                    Map.of(),
                    Map.of()));
        }
        texts.add(path, choices);
        return new Select(path, choices.isEmpty(), "", Map.of());
    }

    private boolean isInInstance(String path) {
        String[] steps = path.split("/");
        if (steps.length < 3 || !steps[1].equals(data.getLocalName())) {
            return false;
        }
        Element element = data;
        for (int i = 2; i < steps.length; i++) {
            String step = steps[i].substring(steps[i].indexOf(':') + 1);
            Optional<Element> child = XmlDocument.child(element, step);
            if (child.isEmpty()) {
                return false;
            }
            element = child.get();
        }
        return true;
    }
}
