package org.hunar.server.xlsform;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads XML of strangers: no document type, so no entities and nothing fetched; elements by their local names. */
final class XmlDocument {
    private static final int MAX_BYTES = 4 * 1024 * 1024;
    private static final int MAX_DEPTH = 100;

    private XmlDocument() {}

    /** @throws UnreadableWorkbookException saying why it is not read */
    static Element root(byte[] xml) throws UnreadableWorkbookException {
        if (xml.length > MAX_BYTES) {
            throw new UnreadableWorkbookException(
                    "TOO_LARGE", "the form is larger than " + MAX_BYTES / 1024 / 1024 + " MB");
        }
        if (xml.length == 0 || xml[0] != '<') {
            throw new UnreadableWorkbookException(
                    "NOT_XML", "a form begins with <, without a byte order mark or blanks: phones read no other");
        }
        try {
            Element root = builder().parse(new ByteArrayInputStream(xml)).getDocumentElement();
            boundDepth(root, 0);
            return root;
        } catch (SAXException e) {
            String why = String.valueOf(e.getMessage());
            throw why.contains("DOCTYPE")
                    ? new UnreadableWorkbookException(
                            "DOCTYPE", "a form declares no document type: take <!DOCTYPE …> out", e)
                    : new UnreadableWorkbookException("NOT_XML", "the form is not well-formed XML: " + why, e);
        } catch (IOException e) {
            throw new UnreadableWorkbookException("NOT_XML", "the form is not UTF-8: save it so", e);
        }
    }

    private static DocumentBuilder builder() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setXIncludeAware(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the parser of the JDK knows these features", e);
        }
    }

    private static void boundDepth(Element element, int depth) throws UnreadableWorkbookException {
        if (depth > MAX_DEPTH) {
            throw new UnreadableWorkbookException("TOO_LARGE", "the form is nested more than " + MAX_DEPTH + " deep");
        }
        for (Element child : children(element)) {
            boundDepth(child, depth + 1);
        }
    }

    static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }

    static List<Element> children(Element element, String localName) {
        return children(element).stream()
                .filter(child -> child.getLocalName().equals(localName))
                .toList();
    }

    static Optional<Element> child(Element element, String localName) {
        return children(element, localName).stream().findFirst();
    }

    /** The value of an attribute by its local name, whatever its prefix; empty if there is none. */
    static Optional<String> attribute(Element element, String localName) {
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Node attribute = element.getAttributes().item(i);
            if (localName.equals(attribute.getLocalName())) {
                return Optional.of(attribute.getNodeValue());
            }
        }
        return Optional.empty();
    }
}
