package org.hunar.server.xlsform;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files that an XForm shows or reads and that have to be handed in: pictures, sounds, lists other than that of trainees. */
public final class FormFiles {
    private static final Pattern URL =
            Pattern.compile("jr://(?!instance/)[a-z-]+/((?!\\.{1,2}$)[^/\\\\\\p{Cntrl}]{1,255})");

    private FormFiles() {}

    /**
     * Names of the files, in the order of the form. The roster is none of them, by whatever name the form has it.
     *
     * @param people of the same form
     * @throws IllegalArgumentException if it is no XML, or has a document type
     */
    public static Set<String> named(byte[] xform, FormPeople people) {
        Set<String> files = new LinkedHashSet<>();
        XFormStream.read(xform, reader -> {
            if (reader.isCharacters()) {
                add(reader.getText(), files);
            } else if (reader.isStartElement()
                    && reader.getLocalName().equals("instance")
                    && reader.getAttributeValue(null, "src") != null) {
                add(reader.getAttributeValue(null, "src"), files);
            }
        });
        files.removeAll(people.rosters().values());
        return files;
    }

    private static void add(String text, Set<String> files) {
        Matcher url = URL.matcher(text.strip());
        if (url.matches()) {
            files.add(url.group(1));
        }
    }
}
