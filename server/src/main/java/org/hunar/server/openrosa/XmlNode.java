package org.hunar.server.openrosa;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An element of XML that a stranger sent. Names are local: JavaRosa writes prefixes, Web Forms uses some that it never
 * declares, so nothing may depend on them. A document type is refused, and with it every entity and everything fetched.
 */
final class XmlNode {
    private static final int MAX_DEPTH = 100;
    private static final int MAX_NODES = 200_000;
    private static final XMLInputFactory FACTORY = factory();

    private final String name;
    private final Map<String, String> attributes = new HashMap<>();
    private final List<XmlNode> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private XmlNode(String name) {
        this.name = name;
    }

    /** @throws IllegalArgumentException saying in plain words why it is not read */
    static XmlNode parse(byte[] xml) {
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(xml));
            try {
                return read(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | MissingResourceException e) {
            // the second: the parser of the JDK has no sentence for some of what it refuses in a document type
            throw new IllegalArgumentException("it is not well-formed XML", e);
        }
    }

    private static XmlNode read(XMLStreamReader reader) throws XMLStreamException {
        Deque<XmlNode> open = new ArrayDeque<>();
        XmlNode root = null;
        int nodes = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new IllegalArgumentException("it declares a document type or uses an entity");
                case XMLStreamConstants.START_ELEMENT -> {
                    XmlNode node = start(reader);
                    root = root == null ? node : root;
                    if (++nodes > MAX_NODES || open.size() >= MAX_DEPTH) {
                        throw new IllegalArgumentException("it has too many elements, or they are nested too deep");
                    }
                    if (!open.isEmpty()) {
                        open.peek().children.add(node);
                    }
                    open.push(node);
                }
                case XMLStreamConstants.END_ELEMENT -> open.pop();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (!open.isEmpty()) {
                        open.peek().text.append(reader.getText());
                    }
                }
                default -> {
                    // comments and processing instructions say nothing
                }
            }
        }
        if (root == null) {
            throw new IllegalArgumentException("it is empty");
        }
        return root;
    }

    private static XmlNode start(XMLStreamReader reader) {
        XmlNode node = new XmlNode(local(reader.getLocalName()));
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String prefix = reader.getAttributePrefix(i);
            node.add(prefix == null ? "" : prefix, reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return node;
    }

    /** What has no prefix goes before what has: {@code assess:version} is a word of the form's own, and no version. */
    private void add(String prefix, String attribute, String value) {
        if (prefix.isEmpty()) {
            attributes.put(attribute, value);
        } else if (!prefix.equals(XMLConstants.XMLNS_ATTRIBUTE)) {
            attributes.putIfAbsent(attribute, value);
        }
    }

    private static String local(String name) {
        return name.substring(name.indexOf(':') + 1);
    }

    String name() {
        return name;
    }

    List<XmlNode> children() {
        return children;
    }

    Optional<XmlNode> child(String childName) {
        return children.stream().filter(each -> each.name.equals(childName)).findFirst();
    }

    /** Itself and all below, in the order of the document. */
    Stream<XmlNode> all() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(XmlNode::all));
    }

    /** What stands in it, without its elements; to the letter. */
    String text() {
        return text.toString();
    }

    /** With a prefix or without; empty also for one that is blank. */
    Optional<String> attribute(String attributeName) {
        return Optional.ofNullable(attributes.get(attributeName)).filter(value -> !value.isBlank());
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
