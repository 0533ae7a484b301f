package org.hunar.server.openrosa;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hunar.model.json.CanonicalJson;
import org.hunar.server.http.ProblemException;
import org.hunar.server.openrosa.Submission.EntityChange;

/** Reads the XML of a submission, whoever wrote it: JavaRosa, Enketo or Web Forms. */
final class SubmissionReader {
    private static final int MAX_BYTES = 8 * 1024 * 1024;
    private static final int MAX_INSTANCE_ID = 200;
    private static final int MAX_BRANCH_ID = 64;
    private static final String META = "meta";
    private static final String AUDIT = "audit";

    private final byte[] xml;
    private final XmlNode root;

    private SubmissionReader(byte[] xml, XmlNode root) {
        this.xml = xml;
        this.root = root;
    }

    /** @throws ProblemException 400 in plain words if it cannot be read */
    static SubmissionReader of(byte[] xml) {
        if (xml.length > MAX_BYTES) {
            throw ProblemException.tooLarge("the answers are larger than " + MAX_BYTES / 1024 / 1024 + " MB");
        }
        XmlNode root = parse(xml);
        if (root.attribute("encrypted").isPresent()) {
            throw Refusal.ENCRYPTED.problem();
        }
        return new SubmissionReader(xml, root);
    }

    /** @throws ProblemException 400 if it does not say which form it is */
    String form() {
        return root.attribute("id").orElseThrow(() -> refused("FORM_ID", "the answers do not say of which form"));
    }

    Optional<String> version() {
        return root.attribute("version");
    }

    /**
     * What was filled in.
     *
     * @param form the root of the form that it fills
     * @param uploads names of the questions of the form that are answered by a file
     * @throws ProblemException 400 in plain words if it cannot be read
     */
    Submission read(FormNode form, Set<String> uploads) {
        Optional<XmlNode> meta = root.child(META);
        String instanceId = meta.flatMap(node -> text(node, "instanceID"))
                .or(() -> root.attribute("instanceID"))
                .orElseGet(() -> "uuid:" + idOf(xml));
        Optional<String> deprecatedId =
                meta.flatMap(node -> text(node, "deprecatedID")).filter(id -> !id.equals(instanceId));
        if (instanceId.length() > MAX_INSTANCE_ID || deprecatedId.orElse("").length() > MAX_INSTANCE_ID) {
            throw refused(
                    "INSTANCE_ID", "the instanceID or deprecatedID has more than " + MAX_INSTANCE_ID + " characters");
        }
        FilledNodes filled = FilledNodes.of(root, form, uploads);
        meta.flatMap(node -> text(node, AUDIT)).ifPresent(filled.files()::add);
        return new Submission(
                form(),
                version(),
                instanceId,
                deprecatedId,
                filled.values(),
                filled.files(),
                meta.flatMap(node -> node.child("entity")).flatMap(SubmissionReader::entity));
    }

    private static XmlNode parse(byte[] xml) {
        try {
            return XmlNode.parse(xml);
        } catch (IllegalArgumentException e) {
            throw refused("NOT_XML", "the answers cannot be read: " + e.getMessage());
        }
    }

    private static Optional<EntityChange> entity(XmlNode node) {
        boolean creates = truth(node, "create");
        if (!creates && !truth(node, "update")) {
            return Optional.empty();
        }
        // who makes somebody known without an id is told so; to change nobody is no change
        return node.attribute("id")
                .or(() -> creates ? Optional.of("") : Optional.empty())
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
