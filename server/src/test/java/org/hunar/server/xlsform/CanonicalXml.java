package org.hunar.server.xlsform;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** In what two documents differ, when the order of attributes and the way of writing empty elements do not count. */
final class CanonicalXml {
    private final List<String> differences = new ArrayList<>();

    private CanonicalXml() {}

    static List<String> differences(byte[] expected, byte[] actual) {
        CanonicalXml comparison = new CanonicalXml();
        comparison.compare("", root(expected), root(actual));
        return comparison.differences;
    }

    static Element root(byte[] xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Element root = factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml))
                    .getDocumentElement();
            root.normalize();
            return root;
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError("not well-formed: " + e.getMessage(), e);
        }
    }

    private void compare(String path, Element expected, Element actual) {
        String here = path + "/" + expected.getNodeName();
        Map<String, String> wanted = attributes(expected);
        if (!wanted.equals(attributes(actual))) {
            differences.add(here + ": " + wanted + " but was " + attributes(actual));
        }
        List<Node> those = children(expected);
        List<Node> ours = children(actual);
        for (int i = 0; i < Math.max(those.size(), ours.size()); i++) {
            Node one = i < those.size() ? those.get(i) : null;
            Node other = i < ours.size() ? ours.get(i) : null;
            if (one instanceof Element element
                    && other instanceof Element too
                    && element.getNodeName().equals(too.getNodeName())) {
                compare(here, element, too);
            } else if (one == null || other == null || !one.isEqualNode(other)) {
                differences.add(here + "[" + i + "]: " + show(one) + " but was " + show(other));
            }
        }
    }

    private static Map<String, String> attributes(Element element) {
        Map<String, String> all = new TreeMap<>();
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            all.put(attributes.item(i).getNodeName(), attributes.item(i).getNodeValue());
        }
        return all;
    }

    private static List<Node> children(Element element) {
        List<Node> children = new ArrayList<>();
        NodeList nodes = element.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            children.add(nodes.item(i));
        }
        return children;
    }

    private static String show(Node node) {
        if (node == null) {
            return "nothing";
        }
        return node instanceof Element element
                ? "<" + element.getNodeName() + " " + attributes(element) + ">"
                : "\"" + node.getNodeValue() + "\"";
    }
}
