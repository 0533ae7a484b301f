package org.hunar.server.openrosa;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The documents that phones read: UTF-8, no byte order mark, nothing before the declaration, no element empty. */
final class OpenRosaXml {
    /** Phones refuse application/xml. */
    static final String TEXT_XML = "text/xml; charset=utf-8";

    private static final String HASH = "hash";
    private static final String DOWNLOAD = "downloadUrl";
    private static final Pattern NOT_IN_XML =
            Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private OpenRosaXml() {}

    /** @param manifest address of the list of files; empty if the form needs none */
    record Entry(FormFile form, String download, Optional<String> manifest) {}

    /**
     * @param hash of a list of entities any text that changes when it does, else the MD5 of the bytes
     * @param integrity where to ask which entities of a list are no longer; empty for what is no list of entities
     */
    record MediaFile(String filename, String hash, String download, Optional<String> integrity) {}

    static byte[] formList(List<Entry> entries) {
        return write(xml -> {
            xml.writeStartElement("xforms");
            xml.writeDefaultNamespace("http://openrosa.org/xforms/xformsList");
            for (Entry entry : entries) {
                xml.writeStartElement("xform");
                element(xml, "formID", entry.form().id().instrument().value());
                element(xml, "name", entry.form().title());
                element(xml, "version", entry.form().id().version());
                element(xml, HASH, "md5:" + entry.form().md5());
                element(xml, DOWNLOAD, entry.download());
                if (entry.manifest().isPresent()) {
                    element(xml, "manifestUrl", entry.manifest().get());
                }
                xml.writeEndElement();
            }
            xml.writeEndElement();
        });
    }

    static byte[] manifest(List<MediaFile> files) {
        return write(xml -> {
            xml.writeStartElement("manifest");
            xml.writeDefaultNamespace("http://openrosa.org/xforms/xformsManifest");
            for (MediaFile file : files) {
                xml.writeStartElement("mediaFile");
                if (file.integrity().isPresent()) {
                    xml.writeAttribute("type", "entityList");
                }
                element(xml, "filename", file.filename());
                element(xml, HASH, "md5:" + file.hash());
                element(xml, DOWNLOAD, file.download());
                if (file.integrity().isPresent()) {
                    element(xml, "integrityUrl", file.integrity().get());
                }
                xml.writeEndElement();
            }
            xml.writeEndElement();
        });
    }

    /** @param ids as they were asked about; a character that XML does not have is told as U+FFFD */
    static byte[] integrity(Collection<String> ids, Predicate<String> isDeleted) {
        return write(xml -> {
            xml.writeStartElement("data");
            xml.writeStartElement("entities");
            for (String id : ids) {
                xml.writeStartElement("entity");
                xml.writeAttribute("id", NOT_IN_XML.matcher(id).replaceAll("\uFFFD"));
                element(xml, "deleted", Boolean.toString(isDeleted.test(id)));
                xml.writeEndElement();
            }
            xml.writeEndElement();
            xml.writeEndElement();
        });
    }

    /** @param nature such as submit_success */
    static byte[] message(String nature, String text) {
        return write(xml -> {
            xml.writeStartElement("OpenRosaResponse");
            xml.writeDefaultNamespace("http://openrosa.org/http/response");
            xml.writeAttribute("items", "0");
            xml.writeStartElement("message");
            xml.writeAttribute("nature", nature);
            xml.writeCharacters(text);
            xml.writeEndElement();
            xml.writeEndElement();
        });
    }

    private static void element(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private interface Content {
        void write(XMLStreamWriter xml) throws XMLStreamException;
    }

    private static byte[] write(Content content) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            content.write(xml);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a document in memory can be written", e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
