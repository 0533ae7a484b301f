package org.hunar.server.openrosa;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hunar.model.instrument.InstrumentVersion;
import org.hunar.server.xlsform.FormFiles;

/**
 * Reads of an XForm what the door has to know. The roster is the list {@code participants}, and the list whose entities
 * the form makes or changes, whatever its name: here all entities are participants.
 */
final class FormReader {
    private static final String PARTICIPANTS = "participants";
    private static final String FILE_CSV = "jr://file-csv/";
    private static final String CSV = ".csv";
    private static final Set<String> CONTROLS =
            Set.of("input", "select1", "select", "rank", "range", "upload", "trigger");

    private final XmlNode form;
    private final FormNode root;
    private final Map<String, String> rosters = new LinkedHashMap<>();

    private FormReader(XmlNode form) {
        this.form = form;
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
        return new FormReader(XmlNode.parse(xform)).file(id, Md5.of(xform), FormFiles.named(xform));
    }

    private FormFile file(InstrumentVersion id, String md5, Set<String> files) {
        String title = nodes("title")
                .map(node -> node.text().strip())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse(id.instrument().value());
        findRosters();
        Set<String> media = new LinkedHashSet<>(files);
        media.removeAll(rosters.values());
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

    /** Id of an instance in the form to the name of its file. */
    private void findRosters() {
        Set<String> lists = new TreeSet<>(Set.of(PARTICIPANTS));
        nodes("entity").forEach(entity -> entity.attribute("dataset").ifPresent(lists::add));
        nodes("instance")
                .forEach(instance -> instance.attribute("src")
                        .filter(src -> src.startsWith(FILE_CSV) && src.endsWith(CSV))
                        .map(src -> src.substring(FILE_CSV.length()))
                        .filter(file -> lists.contains(FormFile.listOf(file)))
                        .ifPresent(file -> rosters.put(instance.attribute("id").orElse(""), file)));
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
