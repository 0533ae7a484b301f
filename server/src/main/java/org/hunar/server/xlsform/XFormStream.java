package org.hunar.server.xlsform;

import java.io.ByteArrayInputStream;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Goes through an XForm from its beginning to its end, for what is to be picked out of it. */
final class XFormStream {
    private XFormStream() {}

    /**
     * @param event stands at each tag and text, one after the other
     * @throws IllegalArgumentException if it is no XML, or has a document type
     */
    static void read(byte[] xform, Consumer<XMLStreamReader> event) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xform));
            while (reader.hasNext()) {
                reader.next();
                event.accept(reader);
            }
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("this is no XForm: " + e.getMessage(), e);
        }
    }
}
