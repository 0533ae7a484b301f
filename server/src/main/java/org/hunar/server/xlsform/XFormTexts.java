package org.hunar.server.xlsform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/** The translations of an XForm that was made elsewhere, and its lists of choices. */
final class XFormTexts {
    private static final Pattern ITEXT = Pattern.compile("jr:itext\\('([^']*)'\\)");

    private static final String FILLER = "-";

    private final Map<String, Map<String, String>> languages = new LinkedHashMap<>();
    private final Map<String, List<Choice>> lists = new LinkedHashMap<>();
    private final Map<String, String> files = new LinkedHashMap<>();
    private final List<String> defaults = new ArrayList<>();

    XFormTexts(Element model) {
        XmlDocument.child(model, "itext").ifPresent(this::itext);
        for (Element instance : XmlDocument.children(model, "instance")) {
            String id = instance.getAttribute("id");
            if (!instance.getAttribute("src").isEmpty()) {
                files.put(id, instance.getAttribute("src"));
            } else if (!id.isEmpty()) {
                XmlDocument.child(instance, "root").ifPresent(root -> lists.put(id, choices(id, root)));
            }
        }
    }

    private void itext(Element itext) {
        for (Element translation : XmlDocument.children(itext, "translation")) {
            Map<String, String> texts = new LinkedHashMap<>();
            for (Element text : XmlDocument.children(translation, "text")) {
                XmlDocument.children(text, "value").stream()
                        .filter(value -> value.getAttribute("form").isEmpty())
                        .findFirst()
                        .flatMap(XFormTexts::shown)
                        .ifPresent(words -> texts.put(text.getAttribute("id"), words));
            }
            String language = translation.getAttribute("lang");
            languages.put(language, texts);
            if (translation.getAttribute("default").equals("true()")) {
                defaults.add(language);
            }
        }
    }

    /** Nothing, and the dash that pyxform writes where a language lacks, are no text; one that shows an answer is. */
    private static Optional<String> shown(Element value) {
        String words = value.getTextContent();
        if (!XmlDocument.children(value).isEmpty()) {
            return Optional.of(words.isBlank() ? "…" : words);
        }
        return Optional.of(words)
                .filter(each -> !each.isBlank() && !each.strip().equals(FILLER));
    }

    private List<Choice> choices(String id, Element root) {
        List<Choice> choices = new ArrayList<>();
        for (Element item : XmlDocument.children(root, "item")) {
            Text label = XmlDocument.child(item, "itextId")
                    .map(text -> translated(text.getTextContent()))
                    .or(() -> XmlDocument.child(item, "label").map(text -> Text.of(text.getTextContent())))
                    .orElse(Text.NONE);
            String name =
                    XmlDocument.child(item, "name").map(Element::getTextContent).orElse("");
            choices.add(new Choice(new Place("instance('" + id + "')", 0, 0), name, label, Map.of(), Map.of()));
        }
        return choices;
    }

    private Text translated(String id) {
        Map<String, String> all = new LinkedHashMap<>();
        languages.forEach((language, texts) -> {
            if (texts.containsKey(id)) {
                all.put(language, texts.get(id));
            }
        });
        return Text.in(all);
    }

    /** A label or hint: by its reference to the translations, or its own words. */
    Text of(Optional<Element> element) {
        if (element.isEmpty()) {
            return Text.NONE;
        }
        Text text = of(element.get().getAttribute("ref"));
        return text.isEmpty() ? Text.of(element.get().getTextContent().trim()) : text;
    }

    /** What {@code jr:itext('…')} stands for; any other text as it is. */
    Text of(String reference) {
        Matcher itext = ITEXT.matcher(reference);
        return itext.matches() ? translated(itext.group(1)) : Text.of(reference);
    }

    /** Adds the choices that stand in a question itself, under a name of their own. */
    void add(String list, List<Choice> choices) {
        lists.put(list, choices);
    }

    Map<String, List<Choice>> lists() {
        return lists;
    }

    boolean isFile(String list) {
        return files.containsKey(list);
    }

    boolean speaks() {
        return !languages.isEmpty();
    }

    /** As the translations name them. */
    Set<String> names() {
        return languages.keySet();
    }

    /** The languages that say that a phone begins with them; one, if all is well. */
    List<String> defaults() {
        return defaults;
    }
}
