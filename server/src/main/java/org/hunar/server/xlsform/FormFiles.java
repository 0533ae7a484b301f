package org.hunar.server.xlsform;

import java.io.ByteArrayInputStream;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Files that an XForm shows or reads and that have to be handed in: pictures, sounds, lists other than that of trainees. */
public final class FormFiles {
    private static final Pattern URL =
            Pattern.compile("jr://(?!instance/)[a-z-]+/((?!\\.{1,2}$)[^/\\\\\\p{Cntrl}]{1,255})");

    private static final String ROSTER = "participants.csv";

    private FormFiles() {}

    /**
     * Names of the files, in the order of the form. The roster is none of them, by whatever name the form has it as a list
     * of entities.
     *
     * @throws IllegalArgumentException if it is no XML, or has a document type
     */
    public static Set<String> named(byte[] xform) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        Set<String> files = new LinkedHashSet<>();
        Set<String> rosters = new HashSet<>(Set.of(ROSTER));
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xform));
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> attributes(reader, files, rosters);
                    case XMLStreamConstants.CHARACTERS -> add(reader.getText(), files);
                    default -> {
                        // names no file
                    }
                }
            }
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("this is no XForm: " + e.getMessage(), e);
        }
        files.removeAll(rosters);
        return files;
    }

    private static void attributes(XMLStreamReader reader, Set<String> files, Set<String> rosters) {
        if (reader.getLocalName().equals("entity") && reader.getAttributeValue(null, "dataset") != null) {
            rosters.add(reader.getAttributeValue(null, "dataset") + ".csv");
        }
        if (reader.getLocalName().equals("instance") && reader.getAttributeValue(null, "src") != null) {
            add(reader.getAttributeValue(null, "src"), files);
        }
    }

    private static void add(String text, Set<String> files) {
        Matcher url = URL.matcher(text.strip());
        if (url.matches()) {
            files.add(url.group(1));
        }
    }
}
