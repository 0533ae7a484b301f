package org.hunar.server.xlsform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The translations: of choices first, then of questions, then media; each language has an entry for each text. */
final class Itext {
    private static final String LONG = "long";
    private static final String GUIDANCE = "guidance";

    /** In place of a text that a language lacks. */
    private static final String NONE = "-";

    private static final List<String> MESSAGES = List.of("jr:constraintMsg", "jr:requiredMsg", "jr:noAppErrorString");

    private final Form form;
    private final String defaultLanguage;
    private final Map<String, Map<String, Map<String, Entry>>> languages = new LinkedHashMap<>();

    /** @param context the node whose text it is; null for a choice */
    private record Entry(String text, Node context) {}

    Itext(Form form) {
        this.form = form;
        this.defaultLanguage = form.settings().defaultLanguage();
    }

    void write(XmlElement model) {
        form.choices().lists().keySet().forEach(this::choices);
        form.root().walk(this::texts);
        form.root().walk(node -> media(node.path() + ":label", node.media, node));
        fillUp();
        if (!languages.isEmpty()) {
            XmlElement itext = model.child("itext");
            languages.forEach((language, texts) -> translation(itext, language, texts));
        }
    }

    private void choices(String list) {
        if (!form.choices().needsItext(list)) {
            return;
        }
        int number = 0;
        for (Choice choice : form.choices().list(list)) {
            String id = list + "-" + number++;
            choice.label()
                    .inLanguages(defaultLanguage)
                    .forEach((language, text) -> put(language, id, LONG, text, null));
            media(id, choice.media(), null);
        }
    }

    private void media(String id, Map<String, Text> media, Node context) {
        media.forEach((kind, text) ->
                text.inLanguages(defaultLanguage).forEach((language, file) -> put(language, id, kind, file, context)));
    }

    private void texts(Node node) {
        for (String message : MESSAGES) {
            Text text = node.bind.getOrDefault(message, Text.NONE);
            if (isInItext(message, text)) {
                all(node, message, LONG, text);
            }
        }
        if (isLabelInItext(node)) {
            all(node, "label", LONG, node.label);
        }
        if (isHintInItext(node)) {
            all(node, "hint", LONG, node.hint);
        }
        all(node, "hint", GUIDANCE, node.guidance);
    }

    /** A message that holds an answer cannot stand in an attribute. */
    static boolean isInItext(String message, Text text) {
        return text.isTranslated()
                || !message.equals("jr:noAppErrorString") && text.plain().contains("${");
    }

    static boolean isLabelInItext(Node node) {
        return node.label.isTranslated() || !node.media.isEmpty();
    }

    static boolean isHintInItext(Node node) {
        return node.hint.isTranslated() || !node.guidance.isEmpty();
    }

    private void all(Node node, String what, String kind, Text text) {
        String id = node.path() + ":" + what;
        text.inLanguages(defaultLanguage).forEach((language, each) -> put(language, id, kind, each, node));
    }

    private void put(String language, String id, String kind, String text, Node context) {
        languages
                .computeIfAbsent(language, any -> new LinkedHashMap<>())
                .computeIfAbsent(id, any -> new LinkedHashMap<>())
                .put(kind, new Entry(text, context));
    }

    private void fillUp() {
        Map<String, Set<String>> ids = new LinkedHashMap<>();
        languages
                .values()
                .forEach(texts -> texts.forEach((id, kinds) ->
                        ids.computeIfAbsent(id, any -> new LinkedHashSet<>()).addAll(kinds.keySet())));
        for (Map<String, Map<String, Entry>> texts : languages.values()) {
            ids.forEach((id, kinds) -> {
                Map<String, Entry> entries = texts.computeIfAbsent(id, any -> new LinkedHashMap<>());
                kinds.forEach(kind -> entries.putIfAbsent(kind, new Entry(NONE, null)));
            });
        }
    }

    private void translation(XmlElement itext, String language, Map<String, Map<String, Entry>> texts) {
        XmlElement translation = itext.child("translation").with("lang", language);
        if (language.equals(defaultLanguage)) {
            translation.with("default", "true()");
        }
        texts.forEach((id, kinds) -> {
            XmlElement text = translation.child("text").with("id", id);
            kinds.forEach((kind, entry) -> value(text, id.endsWith(":hint"), kind, entry));
        });
    }

    private void value(XmlElement parent, boolean isHint, String kind, Entry entry) {
        boolean isText = kind.equals(LONG) || isHint;
        if (!isText && entry.text().equals(NONE)) {
            return;
        }
        XmlElement value = parent.child("value");
        if (!kind.equals(LONG)) {
            value.with("form", kind);
        }
        fill(value, form.references().pieces(isText ? entry.text() : file(kind, entry.text()), entry.context()));
    }

    private static String file(String kind, String name) {
        return "jr://" + (kind.endsWith("image") ? "images" : kind) + "/" + name;
    }

    /** Words and values; where they are mixed, pyxform sets blanks around them. */
    static void fill(XmlElement element, List<References.Piece> pieces) {
        boolean mixed = pieces.size() > 1 && pieces.stream().anyMatch(piece -> !piece.isValue());
        List<References.Piece> all = new ArrayList<>(pieces);
        if (mixed && !pieces.get(0).isValue()) {
            all.add(0, new References.Piece(false, " "));
        }
        if (mixed) {
            all.add(new References.Piece(false, " "));
        }
        for (References.Piece piece : all) {
            if (piece.isValue()) {
                element.child("output").with("value", piece.text());
            } else {
                element.text(piece.text());
            }
        }
    }
}
