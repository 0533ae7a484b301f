package org.hunar.server.xlsform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a form as an XForm, in the structure that pyxform gives it: https://getodk.github.io/xforms-spec/. Its parts are
 * written by {@link Itext}, {@link FormInstances}, {@link Binds} and {@link Body}.
 */
final class XForm {
    /** The namespaces that every form declares, by prefix. */
    static final Map<String, String> NAMESPACES = new LinkedHashMap<>();

    static {
        NAMESPACES.put("", "http://www.w3.org/2002/xforms");
        NAMESPACES.put("h", "http://www.w3.org/1999/xhtml");
        NAMESPACES.put("ev", "http://www.w3.org/2001/xml-events");
        NAMESPACES.put("xsd", "http://www.w3.org/2001/XMLSchema");
        NAMESPACES.put("jr", "http://openrosa.org/javarosa");
        NAMESPACES.put("orx", "http://openrosa.org/xforms");
        NAMESPACES.put("odk", "http://www.opendatakit.org/xforms");
    }

    private static final String ENTITIES = "http://www.opendatakit.org/xforms/entities";
    private static final String VERSION = "1.0.0";
    private static final Set<String> YES = Set.of("yes", "Yes", "YES", "true", "True", "TRUE", "true()");
    private static final Set<String> NO = Set.of("no", "No", "NO", "false", "False", "FALSE", "false()");

    private final Form form;
    private final Settings settings;

    private XForm(Form form) {
        this.form = form;
        this.settings = form.settings();
    }

    /** The bytes of the XForm; the same form gives the same bytes. The form must be without errors. */
    static byte[] of(Form form) {
        return new XForm(form).html().toBytes();
    }

    /** What stands for yes and no in a workbook, as an expression. */
    static String truth(String expression) {
        return YES.contains(expression) ? "true()" : NO.contains(expression) ? "false()" : expression;
    }

    private XmlElement html() {
        XmlElement html = new XmlElement("h:html");
        namespaces(form).forEach((prefix, uri) -> html.with(prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix, uri));
        XmlElement head = html.child("h:head");
        head.child("h:title").text(settings.title());
        head.add(model());
        XmlElement body = html.child("h:body");
        if (!settings.style().isEmpty()) {
            body.with("class", settings.style());
        }
        new Body(form).write(body);
        return html;
    }

    static Map<String, String> namespaces(Form form) {
        Map<String, String> all = new LinkedHashMap<>(NAMESPACES);
        form.settings().namespaces().forEach(all::putIfAbsent);
        if (form.entity().isPresent()) {
            all.putIfAbsent("entities", ENTITIES);
        }
        return all;
    }

    private XmlElement model() {
        XmlElement model = new XmlElement("model").with("odk:xforms-version", VERSION);
        form.entity().ifPresent(entity -> model.with("entities:entities-version", Entity.VERSION));
        submission(model);
        new Itext(form).write(model);
        new FormInstances(form).write(model);
        new Binds(form).write(model);
        actions(model);
        return model;
    }

    private void submission(XmlElement model) {
        Map<String, String> attributes = new LinkedHashMap<>();
        if (!settings.submissionUrl().isEmpty()) {
            attributes.put("action", settings.submissionUrl());
            attributes.put("method", "post");
        }
        put(attributes, "base64RsaPublicKey", settings.publicKey());
        put(attributes, "orx:auto-send", settings.autoSend());
        put(attributes, "orx:auto-delete", settings.autoDelete());
        put(attributes, "odk:client-editable", settings.isClientEditable() ? "true" : "");
        if (!attributes.isEmpty()) {
            model.child("submission").with(attributes);
        }
    }

    private static void put(Map<String, String> attributes, String name, String value) {
        if (!value.isEmpty()) {
            attributes.put(name, value);
        }
    }

    /** What happens when the form is opened. */
    private void actions(XmlElement model) {
        List<Node> nodes = new ArrayList<>();
        form.root().walk(nodes::add);
        for (Node node : nodes) {
            for (Node.Action action : node.actions) {
                if (action.event().endsWith("load")) {
                    model.add(Body.action(form, node, action));
                }
            }
        }
        form.entity()
                .filter(Entity::creates)
                .ifPresent(entity -> model.child("setvalue")
                        .with("event", "odk-instance-first-load")
                        .with("ref", form.root().path() + "/meta/entity/@id")
                        .with("type", "string")
                        .with("readonly", "true()")
                        .with("value", "uuid()"));
    }
}
