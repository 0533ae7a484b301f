package org.hunar.server.openrosa;

import java.util.LinkedHashMap;
import java.util.Map;

/** The XML of a filled welding form, as JavaRosa writes it: a prefix for meta, groups, and no declaration. */
public final class Filled {
    private final String instanceId;
    private final Map<String, String> values = new LinkedHashMap<>();
    private String meta = "";
    private String form = "weld_l2";
    private String version = "1";

    public Filled(String uuid, String participant) {
        this.instanceId = uuid;
        values.put("start", "2026-09-20T14:14:31.000+05:00");
        values.put("end", "2026-09-20T14:31:00.000+05:00");
        values.put("deviceid", "collect:aBcDeFgHiJkLmNoP");
        values.put("participant", participant);
        values.put("phase", "PRE");
    }

    public Filled with(String question, String value) {
        values.put(question, value);
        return this;
    }

    Filled without(String question) {
        values.remove(question);
        return this;
    }

    public Filled editing(String old) {
        meta += "<deprecatedID>uuid:" + old + "</deprecatedID>";
        return this;
    }

    public Filled meta(String xml) {
        meta += xml;
        return this;
    }

    /** Of another form. */
    Filled of(String other) {
        form = other;
        return this;
    }

    Filled version(String other) {
        version = other;
        return this;
    }

    public Post post() {
        return new Post(xml());
    }

    public String xml() {
        StringBuilder xml = new StringBuilder("<data xmlns:orx=\"http://openrosa.org/xforms\" id=\"" + form
                + "\" version=\"" + version + "\"><about>");
        values.forEach((name, value) -> xml.append('<')
                .append(name)
                .append('>')
                .append(value)
                .append("</")
                .append(name)
                .append('>'));
        xml.append("</about><orx:meta>");
        if (!instanceId.isEmpty()) {
            xml.append("<orx:instanceID>uuid:").append(instanceId).append("</orx:instanceID>");
        }
        return xml + meta + "</orx:meta></data>";
    }
}
