package org.hunar.server.xlsform;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks over a form as a whole: references, expressions, prefixes, instances of the same name. */
final class FormChecks {
    private static final List<String> EXPRESSIONS =
            List.of("relevant", "constraint", "calculate", "required", "readonly");

    /** Columns in which a reference is none: what is asked there is text for people of the office. */
    private static final Set<String> NOT_SHOWN = Set.of("name", "type");

    private final Form form;
    private final Findings findings;
    private final Expressions expressions = new Expressions();
    private final Set<String> instances = new HashSet<>();

    private FormChecks(Form form, Findings findings) {
        this.form = form;
        this.findings = findings;
        instances.addAll(FormInstances.files(form).keySet());
        instances.addAll(form.choices().lists().keySet());
    }

    static void check(Form form, Table survey, Optional<Table> choices, Findings findings) {
        FormChecks checks = new FormChecks(form, findings);
        survey.rows().forEach(checks::references);
        choices.map(Table::rows).orElse(List.of()).forEach(checks::choiceReferences);
        checks.settings();
        form.entity().ifPresent(checks::entity);
        checks.prefixes(survey);
        checks.files();
        checks.entityList();
        // an expression can be looked at only when all of its references are there
        if (!findings.has(Finding.Level.ERROR)) {
            form.root().walk(checks::expressions);
            form.root().walk(checks::shown);
            form.root().walk(checks::firstLabel);
            Cycles.check(Bounds.of(form), findings);
        }
    }

    /** Phones look for the label of a list in its first choice. */
    private void firstLabel(Node node) {
        node.select
                .filter(select -> !select.fromFile() && !form.choices().needsItext(select.list()))
                .flatMap(select -> form.choices().list(select.list()).stream().findFirst())
                .filter(choice -> choice.label().isEmpty())
                .ifPresent(choice -> findings.error(
                        choice.place(),
                        "LABEL_MISSING",
                        "the first choice of the list has no label, and no phone opens such a form: fill it in"));
    }

    private void references(TableRow row) {
        for (TableRow.Entry entry : row.entries()) {
            if (!NOT_SHOWN.contains(entry.column().first())) {
                reference(entry.cell());
            }
        }
    }

    private void choiceReferences(TableRow row) {
        for (TableRow.Entry entry : row.entries()) {
            if (entry.column().first().equals("label")) {
                reference(entry.cell());
            } else if (References.hasBrokenReference(entry.cell().text())) {
                reference(entry.cell());
            }
        }
    }

    private boolean reference(Cell cell) {
        Optional<String> fault = form.references().fault(cell.text());
        fault.ifPresent(message -> findings.error(cell.place(), "REFERENCE", message));
        return fault.isEmpty();
    }

    private void settings() {
        form.settings().cell("instance_name").ifPresent(this::reference);
        if (!Names.isXmlName(form.settings().rootName())) {
            findings.error(form.settings().place("name"), "NAME_INVALID", "the setting name may " + Names.RULE);
        }
        if (form.settings().title().isBlank() || form.settings().formId().isBlank()) {
            findings.error(form.settings().place("form_title"), "TITLE", "the form has no title and no form_id");
        }
    }

    private void entity(Entity entity) {
        entity.row().entries().forEach(entry -> {
            if (reference(entry.cell()) && !entry.column().is("dataset")) {
                expression(
                        entry.cell().place(),
                        form.references().resolve(entry.cell().text(), null, false));
            }
        });
    }

    /** What an entity was when the phone saw it stands in the list: without it nobody could finish the form. */
    private void entityList() {
        form.entity()
                .filter(Entity::updates)
                .filter(entity -> !FormInstances.files(form).containsKey(entity.dataset()))
                .ifPresent(entity -> findings.publishing(
                        entity.row().place("dataset"),
                        "ENTITY_LIST",
                        "the form changes entries of " + entity.dataset() + " and does not read that list: add a row"
                                + " csv-external, named " + entity.dataset() + ", or choose from " + entity.dataset()
                                + ".csv"));
    }

    /** A prefix that is not declared makes a form that no phone can open. */
    private void prefixes(Table survey) {
        Map<String, String> declared = XForm.namespaces(form);
        for (Column column : survey.columns()) {
            boolean isAttribute = Set.of("bind", "control", "instance").contains(column.first());
            if (isAttribute && column.path().size() > 1) {
                boolean used = survey.rows().stream()
                        .anyMatch(row ->
                                row.cell(column.path().toArray(String[]::new)).isPresent());
                if (used) {
                    prefix(column.path().get(1), column.header().place(), declared);
                }
            }
        }
        form.settings()
                .attributes()
                .keySet()
                .forEach(name -> prefix(name, form.settings().place("attribute", name), declared));
    }

    private void prefix(String name, Place place, Map<String, String> declared) {
        if (!Names.isXmlName(name)) {
            findings.error(place, "NAME_INVALID", name + " cannot be an attribute: names " + Names.RULE);
        } else if (Names.hasPrefix(name) && !declared.containsKey(name.substring(0, name.indexOf(':')))) {
            String prefix = name.substring(0, name.indexOf(':'));
            findings.error(
                    place,
                    "PREFIX",
                    "the prefix " + prefix + " is not declared: write " + prefix
                            + "=\"https://…\" into the setting namespaces");
        }
    }

    /** Two files cannot come under one name. */
    private void files() {
        Map<String, String> files = FormInstances.files(form);
        form.root()
                .walk(node -> node.select.filter(Select::fromFile).ifPresent(select -> {
                    if (!select.source().equals(files.get(select.instance()))) {
                        findings.error(
                                place(node, "type"),
                                "FILE_TWICE",
                                "another file of the form is named " + select.instance());
                    }
                }));
        files.keySet().stream()
                .filter(form.choices()::has)
                .forEach(list -> findings.error(
                        form.choices().list(list).get(0).place(),
                        "FILE_TWICE",
                        "a file of the form is named as the list " + list + ": rename the list"));
    }

    private void expressions(Node node) {
        for (String name : EXPRESSIONS) {
            node.bound(name)
                    .ifPresent(text -> expression(place(node, "bind", name), resolved(XForm.truth(text), node)));
        }
        node.select
                .map(Select::filter)
                .filter(filter -> !filter.isEmpty())
                .ifPresent(filter -> expression(
                        place(node, "choice_filter"), form.references().resolve(filter, node, true)));
        Optional.ofNullable(node.control.get("jr:count"))
                .ifPresent(count -> expression(place(node, "control", "jr:count"), resolved(count, node)));
        for (Node.Action action : new ArrayList<>(node.actions)) {
            if (action.element().equals("setvalue")
                    && !action.value().isEmpty()
                    && !action.attributes().containsKey("ref")) {
                expression(place(node, "default"), resolved(action.value(), node));
            }
        }
    }

    /** What the labels, hints and messages show of answers and lists. */
    private void shown(Node node) {
        shown(node, node.label, place(node, "label"));
        shown(node, node.hint, place(node, "hint"));
        for (String message : List.of("jr:constraintMsg", "jr:requiredMsg")) {
            shown(node, node.bind.getOrDefault(message, Text.NONE), place(node, "bind", message));
        }
    }

    private void shown(Node node, Text text, Place place) {
        text.texts()
                .flatMap(each -> form.references().pieces(each, node).stream())
                .filter(References.Piece::isValue)
                .forEach(piece -> expression(place, piece.text()));
    }

    private String resolved(String expression, Node node) {
        return form.references().resolve(expression, node, false);
    }

    private static Place place(Node node, String... column) {
        return node.row.map(row -> row.place(column)).orElse(node.place);
    }

    private void expression(Place place, String expression) {
        expressions.fault(expression).ifPresent(fault -> findings.error(place, "EXPRESSION", fault));
        Functions.instances(expression).stream()
                .filter(id -> !instances.contains(id))
                .forEach(id -> findings.error(
                        place,
                        "INSTANCE",
                        "the form has no list or file " + id + " for instance('" + id
                                + "'): name a list of the sheet choices, or add a row csv-external"));
    }
}
