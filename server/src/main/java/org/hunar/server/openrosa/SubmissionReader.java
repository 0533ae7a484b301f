package org.hunar.server.openrosa;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.json.CanonicalJson;
import org.hunar.server.http.ProblemException;
import org.hunar.server.openrosa.Submission.EntityChange;

/** Reads the XML of a submission, whoever wrote it: JavaRosa, Enketo or Web Forms. */
final class SubmissionReader {
    private static final int MAX_BYTES = 8 * 1024 * 1024;
    private static final int MAX_INSTANCE_ID = 200;
    private static final int MAX_BRANCH_ID = 64;

    private SubmissionReader() {}

    /** @throws ProblemException 400 in plain words if it cannot be read */
    static Submission read(byte[] xml) {
        if (xml.length > MAX_BYTES) {
            throw ProblemException.tooLarge("the answers are larger than " + MAX_BYTES / 1024 / 1024 + " MB");
        }
        XmlNode root = parse(xml);
        if (root.attribute("encrypted").isPresent()) {
            throw Refusal.ENCRYPTED.problem();
        }
        Optional<XmlNode> meta = root.child("meta");
        String instanceId = meta.flatMap(node -> text(node, "instanceID"))
                .or(() -> root.attribute("instanceID"))
                .orElseGet(() -> "uuid:" + idOf(xml));
        Optional<String> deprecatedId =
                meta.flatMap(node -> text(node, "deprecatedID")).filter(id -> !id.equals(instanceId));
        if (instanceId.length() > MAX_INSTANCE_ID || deprecatedId.orElse("").length() > MAX_INSTANCE_ID) {
            throw refused(
                    "INSTANCE_ID", "the instanceID or deprecatedID has more than " + MAX_INSTANCE_ID + " characters");
        }
        return new Submission(
                root.attribute("id").orElseThrow(() -> refused("FORM_ID", "the answers do not say of which form")),
                root.attribute("version"),
                instanceId,
                deprecatedId,
                values(root),
                meta.flatMap(node -> node.child("entity")).flatMap(SubmissionReader::entity));
    }

    private static XmlNode parse(byte[] xml) {
        try {
            return XmlNode.parse(xml);
        } catch (IllegalArgumentException e) {
            throw refused("NOT_XML", "the answers cannot be read: " + e.getMessage());
        }
    }

    /** The first of each name: what is asked again and again, in a repeat, is no item. */
    private static Map<String, String> values(XmlNode root) {
        Map<String, String> values = new LinkedHashMap<>();
        root.children().stream()
                .filter(node -> !node.name().equals("meta"))
                .flatMap(XmlNode::all)
                .filter(node -> node.children().isEmpty() && !node.text().isBlank())
                .forEach(node -> values.putIfAbsent(node.name(), node.text()));
        root.child("meta")
                .flatMap(meta -> text(meta, "audit"))
                .ifPresent(audit -> values.putIfAbsent(Convention.AUDIT, audit));
        return values;
    }

    private static Optional<EntityChange> entity(XmlNode node) {
        boolean creates = truth(node, "create");
        if (!creates && !truth(node, "update")) {
            return Optional.empty();
        }
        return node.attribute("id")
                .map(id -> new EntityChange(
                        id,
                        creates,
                        text(node, "label"),
                        number(node, "baseVersion"),
                        number(node, "trunkVersion"),
                        node.attribute("branchId").filter(branch -> branch.length() <= MAX_BRANCH_ID)));
    }

    private static boolean truth(XmlNode node, String name) {
        return node.attribute(name)
                .filter(value -> value.equals("1") || value.equals("true"))
                .isPresent();
    }

    private static Optional<Long> number(XmlNode node, String name) {
        return node.attribute(name).filter(text -> text.matches("[0-9]{1,15}")).map(Long::valueOf);
    }

    private static Optional<String> text(XmlNode node, String child) {
        return node.child(child).map(each -> each.text().strip()).filter(text -> !text.isEmpty());
    }

    /** UUID of version 5 that follows from the bytes, so that a retry is no second submission. */
    private static UUID idOf(byte[] xml) {
        return Identifiers.version5(
                "submission:" + CanonicalJson.hex(CanonicalJson.sha256().digest(xml)));
    }

    private static ProblemException refused(String code, String detail) {
        return new ProblemException(400, code, detail);
    }
}
