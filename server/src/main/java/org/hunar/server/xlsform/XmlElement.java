package org.hunar.server.xlsform;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** An element to be written: the same tree gives the same bytes, on every JDK. */
final class XmlElement {
    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<Object> children = new ArrayList<>();

    XmlElement(String name) {
        this.name = name;
    }

    XmlElement with(String attribute, String value) {
        attributes.put(attribute, value);
        return this;
    }

    XmlElement with(Map<String, String> more) {
        attributes.putAll(more);
        return this;
    }

    XmlElement text(String text) {
        children.add(text);
        return this;
    }

    XmlElement add(XmlElement child) {
        children.add(child);
        return this;
    }

    XmlElement child(String childName) {
        XmlElement child = new XmlElement(childName);
        children.add(child);
        return child;
    }

    /** UTF-8 with a declaration, no byte order mark, and nothing before it: phones take no other. */
    byte[] toBytes() {
        StringWriter text = new StringWriter();
        try {
            // another factory might be on the class path, and write other bytes
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            write(xml);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a tree in memory can be written", e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write(XMLStreamWriter xml) throws XMLStreamException {
        if (children.isEmpty()) {
            xml.writeEmptyElement(name);
            writeAttributes(xml);
            return;
        }
        xml.writeStartElement(name);
        writeAttributes(xml);
        for (Object child : children) {
            if (child instanceof XmlElement element) {
                element.write(xml);
            } else {
                xml.writeCharacters((String) child);
            }
        }
        xml.writeEndElement();
    }

    private void writeAttributes(XMLStreamWriter xml) throws XMLStreamException {
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            xml.writeAttribute(attribute.getKey(), attribute.getValue());
        }
    }
}
