package org.hunar.server.openrosa;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hunar.server.http.ProblemException;
import org.jvnet.mimepull.MIMEConfig;
import org.jvnet.mimepull.MIMEMessage;
import org.jvnet.mimepull.MIMEParsingException;
import org.jvnet.mimepull.MIMEPart;

/**
 * Takes a {@code multipart/form-data} of a phone apart. What is large waits in files of the system's, never in memory.
 * Phones write names as raw UTF-8, where the standard knows ISO-8859-1 only.
 */
final class PostedReader {
    /** Of one POST: a single file is sent however large it is, so far more than the size that is announced. */
    private static final long MAX_BYTES = 128L * 1024 * 1024;

    private static final int MAX_PARTS = 300;
    private static final int MAX_NAME = 255;
    private static final int MAX_XML = 8 * 1024 * 1024;
    private static final int MEMORY = 64 * 1024;
    private static final String XML_PART = "xml_submission_file";
    private static final String INCOMPLETE = "*isIncomplete*";
    /** Of a header; the value may stand in quotes (RFC 2045 §5.1), and a quoted one may look like another parameter. */
    private static final Pattern PARAMETER = Pattern.compile(";\\s*([\\w*-]+)=(?:\"([^\"]*)\"|([^\\s\";,]+))");

    private PostedReader() {}

    /**
     * Refuses what says itself that it is too large, before a byte of it is on the disk.
     *
     * @param bytes of the body; negative if it does not say
     * @throws ProblemException 413
     */
    static void requireSize(long bytes) {
        if (bytes > MAX_BYTES) {
            throw tooLarge();
        }
    }

    private static ProblemException tooLarge() {
        return ProblemException.tooLarge("one request brings at most " + MAX_BYTES / 1024 / 1024 + " MB");
    }

    /** @throws ProblemException 400, 413 or 415 in plain words if it is not what a phone sends */
    static Posted read(String contentType, InputStream body) {
        String type = contentType == null ? "" : contentType;
        Optional<String> boundary = parameter(type, "boundary").filter(text -> !text.isBlank());
        if (!type.toLowerCase(Locale.ROOT).startsWith("multipart/") || boundary.isEmpty()) {
            throw new ProblemException(415, "UNSUPPORTED_MEDIA_TYPE", "a submission is sent as multipart/form-data");
        }
        MIMEConfig config = new MIMEConfig();
        config.setMemoryThreshold(MEMORY);
        MIMEMessage message = new MIMEMessage(new Bounded(body), boundary.get(), config);
        try {
            return posted(message);
        } catch (MIMEParsingException e) {
            message.close();
            throw Refusal.BROKEN_MULTIPART.problem();
        } catch (IOException e) {
            message.close();
            throw new ProblemException(408, "CUT", "the submission did not come whole: send it again");
        } catch (RuntimeException e) {
            message.close();
            throw e;
        }
    }

    private static Posted posted(MIMEMessage message) throws IOException {
        List<MIMEPart> parts = message.getAttachments();
        if (parts.size() > MAX_PARTS) {
            throw ProblemException.tooLarge("a submission comes in at most " + MAX_PARTS + " parts a request");
        }
        List<byte[]> forms = new ArrayList<>();
        int bytesOfForms = 0;
        boolean incomplete = false;
        List<Posted.File> files = new ArrayList<>();
        for (MIMEPart part : parts) {
            String name = name(part);
            if (name.equals(XML_PART)) {
                byte[] form = xml(part, MAX_XML - bytesOfForms);
                bytesOfForms += form.length;
                if (forms.stream().noneMatch(each -> Arrays.equals(each, form))) {
                    forms.add(form);
                }
            } else if (name.equals(INCOMPLETE)) {
                incomplete = true;
            } else if (!isBlank(name)) {
                files.add(new Posted.File(name, mime(part), part::read));
            }
        }
        if (forms.isEmpty()) {
            throw new ProblemException(400, "NO_XML", "the part " + XML_PART + " with the answers is missing");
        }
        return new Posted(List.copyOf(forms), files, incomplete, message::close);
    }

    private static boolean isBlank(String name) {
        return name.isBlank() || name.length() > MAX_NAME;
    }

    private static byte[] xml(MIMEPart part, int limit) throws IOException {
        try (InputStream in = part.read()) {
            byte[] xml = in.readNBytes(limit + 1);
            if (xml.length > limit) {
                throw ProblemException.tooLarge("the answers are larger than " + MAX_XML / 1024 / 1024 + " MB");
            }
            return xml;
        }
    }

    /** The last part of a path, if somebody sends one, and without signs that nobody sees. */
    private static String name(MIMEPart part) {
        String text = parameter(header(part, "Content-Disposition").orElse(""), "name")
                .orElse("")
                .replace("%22", "\"");
        return text.substring(Math.max(text.lastIndexOf('/'), text.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "");
    }

    private static Optional<String> parameter(String header, String name) {
        return PARAMETER
                .matcher(header)
                .results()
                .filter(each -> each.group(1).equalsIgnoreCase(name))
                .map(each -> each.group(2) == null ? each.group(3) : each.group(2))
                .findFirst();
    }

    private static String mime(MIMEPart part) {
        return header(part, "Content-Type")
                .map(type -> type.split(";")[0].strip().toLowerCase(Locale.ROOT))
                .orElse("application/octet-stream");
    }

    /** Mimepull reads a byte as a sign; what was UTF-8 becomes it again. */
    private static Optional<String> header(MIMEPart part, String name) {
        List<String> values = part.getHeader(name);
        return values == null || values.isEmpty()
                ? Optional.empty()
                : Optional.of(new String(values.get(0).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    private static final class Bounded extends FilterInputStream {
        private long count;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return count(super.read(), 1);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            return count(read, read);
        }

        private int count(int read, int bytes) {
            count += Math.max(0, bytes);
            if (count > MAX_BYTES) {
                throw tooLarge();
            }
            return read;
        }
    }
}
