package org.hunar.server.odata;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.hunar.server.export.Column;
import org.hunar.server.odata.filter.Kind;
import org.hunar.server.odata.filter.Property;

/**
 * The description of the feed for programs (OData CSDL XML 4.0), with labels in three languages. It refers to nothing
 * elsewhere, not even to the standard's own terms: programs fetch what is referred to, and many an office cannot.
 */
final class Csdl {
    static final String NAMESPACE = "Hunar";

    private static final String EDMX = "http://docs.oasis-open.org/odata/ns/edmx";
    private static final String EDM = "http://docs.oasis-open.org/odata/ns/edm";
    private static final String LABEL = "Label";

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    private Csdl() throws XMLStreamException {
        this.xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
    }

    static String of(List<EntitySet> sets) {
        try {
            Csdl csdl = new Csdl();
            csdl.write(sets);
            return csdl.text.toString();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a text takes every character", e);
        }
    }

    private void write(List<EntitySet> sets) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.setPrefix("edmx", EDMX);
        xml.writeStartElement(EDMX, "Edmx");
        xml.writeNamespace("edmx", EDMX);
        xml.writeAttribute("Version", "4.0");
        xml.writeStartElement(EDMX, "DataServices");
        xml.writeStartElement("Schema");
        xml.writeDefaultNamespace(EDM);
        xml.writeAttribute("Namespace", NAMESPACE);
        xml.writeEmptyElement("Term");
        xml.writeAttribute("Name", LABEL);
        xml.writeAttribute("Type", "Edm.String");
        for (EntitySet set : sets) {
            type(set);
        }
        container(sets);
        xml.writeEndDocument();
    }

    private void type(EntitySet set) throws XMLStreamException {
        xml.writeStartElement("EntityType");
        xml.writeAttribute("Name", set.typeName());
        xml.writeStartElement("Key");
        for (Property property : set.key()) {
            xml.writeEmptyElement("PropertyRef");
            xml.writeAttribute("Name", property.name());
        }
        xml.writeEndElement();
        for (Column column : set.columns()) {
            property(set.properties().get(column.code()), set.key(), column.titles());
        }
        labels(set.table().titles());
        xml.writeEndElement();
    }

    private void property(Property property, List<Property> key, Map<String, String> titles) throws XMLStreamException {
        xml.writeStartElement("Property");
        xml.writeAttribute("Name", property.name());
        xml.writeAttribute("Type", property.kind().edm());
        if (key.contains(property)) {
            xml.writeAttribute("Nullable", "false");
        }
        if (property.kind() == Kind.DECIMAL) {
            xml.writeAttribute("Scale", "variable");
        } else if (property.kind() == Kind.TIME) {
            xml.writeAttribute("Precision", "3");
        }
        labels(titles);
        xml.writeEndElement();
    }

    private void labels(Map<String, String> titles) throws XMLStreamException {
        for (String language : List.of("en", "ur", "zh")) {
            xml.writeEmptyElement("Annotation");
            xml.writeAttribute("Term", NAMESPACE + "." + LABEL);
            xml.writeAttribute("Qualifier", language);
            xml.writeAttribute("String", titles.get(language));
        }
    }

    private void container(List<EntitySet> sets) throws XMLStreamException {
        xml.writeStartElement("EntityContainer");
        xml.writeAttribute("Name", "Programme");
        for (EntitySet set : sets) {
            xml.writeEmptyElement("EntitySet");
            xml.writeAttribute("Name", set.name());
            xml.writeAttribute("EntityType", NAMESPACE + "." + set.typeName());
        }
        xml.writeEndElement();
    }
}
