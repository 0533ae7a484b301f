package org.hunar.server.openrosa;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.server.xlsform.FormFiles;
import org.hunar.server.xlsform.FormPeople;

/** Reads of an XForm what the door has to know. */
final class FormReader {
    private static final Set<String> CONTROLS =
            Set.of("input", "select1", "select", "rank", "range", "upload", "trigger");

    private final XmlNode form;
    private final FormNode root;
    private final Map<String, String> rosters;

    private FormReader(XmlNode form, FormPeople people) {
        this.form = form;
        this.rosters = people.rosters();
        this.root = nodes("instance")
                .flatMap(instance -> instance.children().stream())
                .findFirst()
                .map(FormNode::of)
                .orElseGet(FormNode::unknown);
        mark();
    }

    private void mark() {
        nodes("repeat")
                .forEach(repeat -> repeat.attribute("nodeset").flatMap(root::at).ifPresent(FormNode::markRepeat));
        CONTROLS.forEach(control -> nodes(control)
                .forEach(each -> each.attribute("ref").flatMap(root::at).ifPresent(FormNode::markAsked)));
        nodes("upload")
                .forEach(upload -> upload.attribute("ref").flatMap(root::at).ifPresent(FormNode::markUpload));
        root.settleNames();
    }

    static FormFile read(InstrumentVersion id, byte[] xform) {
        FormPeople people = FormPeople.of(xform);
        return new FormReader(XmlNode.parse(xform), people).file(id, Md5.of(xform), FormFiles.named(xform, people));
    }

    private FormFile file(InstrumentVersion id, String md5, Set<String> media) {
        String title = nodes("title")
                .map(node -> node.text().strip())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(id.instrument().value());
        return new FormFile(
                id,
                title,
                md5,
                List.copyOf(new LinkedHashSet<>(rosters.values())),
                participant(),
                media,
                root,
                nodes("upload")
                        .flatMap(node -> node.attribute("ref").stream())
                        .map(FormReader::last)
                        .collect(Collectors.toSet()),
                saveTo());
    }

    private Optional<String> participant() {
        for (XmlNode select : nodes("select1").toList()) {
            String items = select.child("itemset")
                    .flatMap(set -> set.attribute("nodeset"))
                    .orElse("");
            Optional<String> ref = select.attribute("ref").filter(this::isAskedOnce);
            if (ref.isPresent() && rosters.keySet().stream().anyMatch(id -> items.contains("instance('" + id + "')"))) {
                return ref.map(FormReader::last);
            }
        }
        return Optional.empty();
    }

    private Map<String, String> saveTo() {
        Map<String, String> properties = new HashMap<>();
        List<XmlNode> binds = new ArrayList<>(nodes("bind").toList());
        binds.forEach(bind -> bind.attribute("saveto")
                .ifPresent(property -> bind.attribute("nodeset")
                        .filter(this::isAskedOnce)
                        .ifPresent(nodeset -> properties.put(last(nodeset), property))));
        return properties;
    }

    private boolean isAskedOnce(String path) {
        return root.at(path).filter(FormNode::repeats).isEmpty();
    }

    private Stream<XmlNode> nodes(String name) {
        return form.all().filter(node -> node.name().equals(name));
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
