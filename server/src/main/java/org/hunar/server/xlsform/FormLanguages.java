package org.hunar.server.xlsform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The languages of an XForm by the texts that name them, such as {@code اردو (ur)}: a phone knows a language by this text. */
public final class FormLanguages {
    private FormLanguages() {}

    /**
     * Languages that a later version of a form has under another name: whoever chose one meets the form in its first
     * language.
     *
     * @return the earlier name to the later
     * @throws IllegalArgumentException if one is no XML, or has a document type
     */
    public static Map<String, String> renamed(byte[] earlier, byte[] later) {
        Map<String, String> byCode = new LinkedHashMap<>();
        List<String> kept = of(later);
        kept.forEach(name -> Languages.code(name).ifPresent(code -> byCode.put(code, name)));
        Map<String, String> renamed = new LinkedHashMap<>();
        for (String name : of(earlier)) {
            Languages.code(name)
                    .map(byCode::get)
                    .filter(now -> !kept.contains(name))
                    .ifPresent(now -> renamed.put(name, now));
        }
        return renamed;
    }

    private static List<String> of(byte[] xform) {
        List<String> languages = new ArrayList<>();
        XFormStream.read(xform, reader -> {
            if (reader.isStartElement()
                    && reader.getLocalName().equals("translation")
                    && reader.getAttributeValue(null, "lang") != null) {
                languages.add(reader.getAttributeValue(null, "lang"));
            }
        });
        return languages;
    }
}
