package org.hunar.server.xlsform;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.Translations;
import org.hunar.model.instrument.Instrument;
import org.hunar.model.instrument.Item;
import org.hunar.model.instrument.ItemType;
import org.hunar.model.instrument.Section;
import org.hunar.model.programme.Phase;

/**
 * The XForm of an instrument that was written in JSON: first who is assessed, from the list {@code participants.csv}, and
 * in which phase; then a group for each section. The same instrument gives the same bytes.
 */
public final class InstrumentForm {
    private static final Map<Phase, Map<String, String>> PHASES = Map.of(
            Phase.PRE, Map.of("en", "Before the training", "ur", "تربیت سے پہلے", "zh", "培训前"),
            Phase.POST, Map.of("en", "After the training", "ur", "تربیت کے بعد", "zh", "培训后"),
            Phase.FOLLOW_UP, Map.of("en", "Some time later", "ur", "کچھ عرصے بعد", "zh", "一段时间后"),
            Phase.RETRO_PRE, Map.of("en", "Looking back", "ur", "پیچھے مڑ کر دیکھتے ہوئے", "zh", "回顾"));

    private static final Map<String, String> PARTICIPANT =
            Map.of("en", "Who is assessed?", "ur", "کس کا جائزہ لیا جا رہا ہے؟", "zh", "评估谁？");
    private static final Map<String, String> ATTEMPT =
            Map.of("en", "Which attempt is it?", "ur", "یہ کون سی کوشش ہے؟", "zh", "第几次尝试？");
    private static final Map<String, String> WHEN = Map.of("en", "When?", "ur", "کب؟", "zh", "何时？");

    /** How a phone lists what was filled: who, and when. */
    private static final String NAME =
            "concat(instance('participants')/root/item[name = /data/about/participant]/label, ' · ', /data/about/phase)";

    private final Instrument instrument;
    private final List<String> languages;
    private final Map<String, List<Choice>> lists = new LinkedHashMap<>();
    private final Node root = new Node(Node.Kind.FORM, "data", "survey", Place.WORKBOOK, Optional.empty());
    private final Expressions expressions = new Expressions();
    private final List<String> leftOut = new ArrayList<>();

    /**
     * @param bytes of the XForm
     * @param leftOut codes of the items whose conditions no phone could read, and which are asked always
     * @param circular codes of the items whose relevant leads back to themselves: no phone could open the form
     */
    public record Result(byte[] bytes, List<String> leftOut, List<String> circular) {}

    private InstrumentForm(Instrument instrument) {
        this.instrument = instrument;
        this.languages = instrument.languages().isEmpty()
                ? List.copyOf(instrument.title().byLanguage().keySet())
                : instrument.languages();
    }

    public static Result of(Instrument instrument) {
        return new InstrumentForm(instrument).result();
    }

    private Result result() {
        Settings settings = Settings.of(Map.of(
                "form_id",
                instrument.id().instrument().value(),
                "form_title",
                instrument.title().in("en"),
                "version",
                instrument.id().version(),
                "default_language",
                Languages.name(languages.get(0)),
                "client_editable",
                "yes"));
        for (String metadata : List.of("start", "end", "deviceid", "username")) {
            root.add(node(metadata, metadata));
        }
        about();
        instrument.sections().forEach(this::section);
        Node meta = root.add(new Node(Node.Kind.META, "meta", "meta", Place.WORKBOOK, Optional.empty()));
        Node id = meta.add(node("instanceID", "calculate"));
        id.bind.put("readonly", Text.of("true()"));
        id.bind.put("jr:preload", Text.of("uid"));
        Node name = meta.add(node("instanceName", "calculate"));
        name.bind.put("calculate", Text.of(NAME));
        References references = new References(root);
        root.walk(node -> readable(node, references));
        Choices choices = Choices.of(lists, settings.defaultLanguage());
        Form form = new Form(root, settings, choices, Optional.empty(), references);
        List<String> circular =
                Cycles.in(Bounds.of(form)).stream().map(Cycles.Bound::name).toList();
        return new Result(XForm.of(form), List.copyOf(leftOut), circular);
    }

    private void about() {
        Node group = root.add(new Node(Node.Kind.GROUP, "about", "group", Place.WORKBOOK, Optional.empty()));
        group.control.put("appearance", "field-list");
        Node participant = group.add(node("participant", "select one"));
        participant.label = text(new Translations(PARTICIPANT));
        participant.control.put("appearance", "minimal autocomplete");
        participant.bind.put("required", Text.of("true()"));
        participant.select = Optional.of(new Select("participants.csv", true, "", Map.of()));
        Node phase = group.add(node("phase", "select one"));
        phase.label = text(new Translations(WHEN));
        phase.bind.put("required", Text.of("true()"));
        phase.select = Optional.of(new Select("hunar_phases", false, "", Map.of()));
        List<Phase> phases = instrument.phases().isEmpty() ? List.of(Phase.values()) : instrument.phases();
        lists.put(
                "hunar_phases",
                phases.stream()
                        .map(each -> choice(each.name(), new Translations(PHASES.get(each))))
                        .toList());
        attempt(group);
    }

    /** Which time it is, for programmes that count several: the first, unless somebody says otherwise. */
    private void attempt(Node group) {
        Node attempt = group.add(node("attempt", "integer"));
        attempt.label = text(new Translations(ATTEMPT));
        attempt.defaultValue = "1";
        attempt.bind.put("required", Text.of("true()"));
        attempt.bind.put("constraint", Text.of(". >= 1 and . <= 1000"));
    }

    private void section(Section section) {
        String name = Names.isXmlName(section.code())
                ? section.code()
                : "section_" + (root.children().size() + 1);
        Node group = root.add(new Node(Node.Kind.GROUP, name, "group", Place.WORKBOOK, Optional.empty()));
        group.label = text(section.title());
        section.items().forEach(item -> group.add(item(item)));
    }

    private Node item(Item item) {
        Node node = node(item.code(), type(item));
        node.label = text(item.label());
        item.hint().ifPresent(hint -> node.hint = text(hint));
        if (item.required() && item.type() != ItemType.NOTE) {
            node.bind.put("required", Text.of("true()"));
        }
        item.relevant().ifPresent(relevant -> node.bind.put("relevant", Text.of(relevant)));
        item.constraint().ifPresent(constraint -> node.bind.put("constraint", Text.of(constraint)));
        if (item.type().hasChoices()) {
            lists.put(
                    item.code(),
                    item.choices().stream()
                            .map(choice -> choice(choice.code(), choice.label()))
                            .toList());
            node.select = Optional.of(new Select(item.code(), false, "", Map.of()));
        }
        switch (item.type()) {
            case RATING -> range(node, item.lo().orElseThrow(), item.hi().orElseThrow());
            case FREE_TEXT -> node.control.put("appearance", "multiline");
            case PHOTO -> node.bind.put("orx:max-pixels", Text.of("1280"));
            default -> {
                // the control says it all
            }
        }
        return node;
    }

    private static String type(Item item) {
        return switch (item.type()) {
            case SINGLE_CHOICE -> "select one";
            case MULTIPLE_CHOICE -> "select all that apply";
            case NUMERIC, DECIMAL -> "decimal";
            case RATING -> "range";
            case FREE_TEXT, TEXT -> "text";
            case INTEGER -> "integer";
            case DATE -> "date";
            case NOTE -> "note";
            case PHOTO -> "photo";
            case LOCATION -> "geopoint";
        };
    }

    private static void range(Node node, BigDecimal lo, BigDecimal hi) {
        boolean whole =
                lo.stripTrailingZeros().scale() <= 0 && hi.stripTrailingZeros().scale() <= 0;
        node.bind.put("type", Text.of(whole ? "int" : "decimal"));
        node.control.put("start", lo.toPlainString());
        node.control.put("end", hi.toPlainString());
        node.control.put("step", whole ? "1" : "0.1");
    }

    private static Node node(String name, String type) {
        Node node = new Node(Node.Kind.QUESTION, name, type, Place.WORKBOOK, Optional.empty());
        node.questionType().bind().forEach((attribute, value) -> node.bind.put(attribute, Text.of(value)));
        if (!node.questionType().mediatype().isEmpty()) {
            node.control.put("mediatype", node.questionType().mediatype());
        }
        return node;
    }

    private Choice choice(String name, Translations label) {
        return new Choice(Place.WORKBOOK, name, text(label), Map.of(), Map.of());
    }

    /** In each language of the instrument; where one lacks, in the best there is: a phone would show a dash. */
    private Text text(Translations translations) {
        Map<String, String> byLanguage = new LinkedHashMap<>();
        languages.forEach(code -> byLanguage.put(Languages.name(code), translations.in(code)));
        return Text.in(byLanguage);
    }

    /** Takes out a condition that no phone could read, and marks of references in texts that mean none. */
    private void readable(Node node, References references) {
        for (String name : List.of("relevant", "constraint")) {
            Optional<String> expression = node.bound(name);
            boolean fine = expression
                    .map(each -> references.fault(each).isEmpty()
                            && expressions
                                    .fault(references.resolve(each, node, false))
                                    .isEmpty())
                    .orElse(true);
            if (!fine) {
                node.bind.remove(name);
                leftOut.add(node.name);
            }
        }
        node.label = node.label.map(text -> references.fault(text).isEmpty() ? text : text.replace("${", "{"));
        node.hint = node.hint.map(text -> references.fault(text).isEmpty() ? text : text.replace("${", "{"));
    }
}
