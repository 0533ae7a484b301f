package org.hunar.server.xlsform;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamReader;
import org.hunar.model.sync.ParticipantFields;

/**
 * How an XForm says of whom it is, and when it was; for whoever writes forms that stands in
 * {@code server/docs/odk-collect.md}. The roster is the list {@code participants}, and the list whose entities the form makes
 * or changes, whatever its name: here all entities are participants.
 *
 * @param rosters id of an instance to the name of its file, of those files that are the list of trainees
 * @param isTold whether what is sent can say who was assessed
 * @param asksPhase whether what is sent can say when it was: before the training, after it, or later
 * @param makesKnown whether it registers people who were not on the roster
 * @param saved the properties that the form saves to, in its order
 */
public record FormPeople(
        Map<String, String> rosters, boolean isTold, boolean asksPhase, boolean makesKnown, Set<String> saved) {
    /** Properties of a participant that a form may save to. */
    public static final Set<String> PROPERTIES = Set.of(
            ParticipantFields.COHORT,
            ParticipantFields.NUMBER,
            ParticipantFields.NAME_LATIN,
            ParticipantFields.GENDER,
            ParticipantFields.PROVINCE,
            ParticipantFields.ORGANISATION,
            ParticipantFields.PHONE);

    private static final String PARTICIPANTS = "participants";

    /** What other systems call the list: ours too, unless the form says by something else who was assessed. */
    private static final String CANDIDATES = "candidates";

    private static final Set<String> QUESTIONS = Set.of("participant", "participant_number");
    private static final String PHASE = "phase";
    private static final String FILE_CSV = "jr://file-csv/";
    private static final String CSV = ".csv";

    /** @throws IllegalArgumentException if it is no XML, or has a document type */
    public static FormPeople of(byte[] xform) {
        Reading reading = new Reading();
        XFormStream.read(xform, reading::next);
        return reading.people();
    }

    private static final class Reading {
        private final Deque<String> open = new ArrayDeque<>();
        private final Set<String> lists = new HashSet<>(Set.of(PARTICIPANTS));
        private final Map<String, String> files = new LinkedHashMap<>();
        private final Set<String> repeats = new HashSet<>();
        private final Set<String> telling = new LinkedHashSet<>();
        private final Set<String> phases = new HashSet<>();
        private final Map<String, String> choices = new LinkedHashMap<>();
        private final Set<String> saved = new LinkedHashSet<>();
        private boolean makesKnown;
        private boolean isOver;
        private String select = "";

        void next(XMLStreamReader reader) {
            if (reader.isStartElement()) {
                start(reader);
            } else if (reader.isEndElement()) {
                end();
            }
        }

        private void start(XMLStreamReader reader) {
            String name = reader.getLocalName();
            open.addLast(name);
            Optional<String> dataset = attribute(reader, "dataset").filter(list -> name.equals("entity"));
            dataset.ifPresent(lists::add);
            makesKnown |= name.equals("entity") && attribute(reader, "create").isPresent();
            if (!isOver && (QUESTIONS.contains(name) || dataset.isPresent())) {
                path().ifPresent(telling::add);
            }
            if (!isOver && name.equals(PHASE)) {
                path().ifPresent(phases::add);
            }
            switch (name) {
                case "instance" -> instance(reader);
                case "bind" -> savedBy(reader);
                case "repeat" -> attribute(reader, "nodeset").ifPresent(repeats::add);
                case "select1" -> select = attribute(reader, "ref").orElse("");
                case "itemset" -> attribute(reader, "nodeset").ifPresent(items -> choices.put(select, items));
                case "select", "rank" -> select = "";
                default -> {
                    // says nothing of people
                }
            }
        }

        private void end() {
            // the first instance is the form, others are what it reads
            isOver |= open.removeLast().equals("instance");
        }

        private static Optional<String> attribute(XMLStreamReader reader, String name) {
            return Optional.ofNullable(reader.getAttributeValue(null, name));
        }

        private void instance(XMLStreamReader reader) {
            attribute(reader, "src")
                    .filter(src -> src.startsWith(FILE_CSV) && src.endsWith(CSV))
                    .ifPresent(src -> files.put(attribute(reader, "id").orElse(""), src.substring(FILE_CSV.length())));
        }

        private void savedBy(XMLStreamReader bind) {
            for (int i = 0; i < bind.getAttributeCount(); i++) {
                if (bind.getAttributeLocalName(i).equals("saveto")) {
                    saved.add(bind.getAttributeValue(i));
                }
            }
        }

        /** Of what is open, as binds and controls have it; empty outside the form. */
        private Optional<String> path() {
            List<String> names = List.copyOf(open);
            int instance = names.indexOf("instance");
            return instance < 0
                    ? Optional.empty()
                    : Optional.of("/" + String.join("/", names.subList(instance + 1, names.size())));
        }

        FormPeople people() {
            Map<String, String> rosters = rosters(lists);
            boolean isTold = telling.stream().anyMatch(this::isOnce) || isChosen(rosters);
            if (!isTold) {
                Map<String, String> candidates = rosters(Set.of(CANDIDATES));
                if (isChosen(candidates)) {
                    rosters.putAll(candidates);
                    isTold = true;
                }
            }
            boolean asksPhase = phases.stream().anyMatch(this::isOnce);
            return new FormPeople(rosters, isTold, asksPhase, makesKnown, saved);
        }

        private Map<String, String> rosters(Set<String> names) {
            Map<String, String> rosters = new LinkedHashMap<>(files);
            rosters.values().removeIf(file -> !names.contains(file.substring(0, file.length() - CSV.length())));
            return rosters;
        }

        private boolean isChosen(Map<String, String> rosters) {
            return choices.entrySet().stream()
                    .filter(choice -> !choice.getKey().isEmpty() && isOnce(choice.getKey()))
                    .anyMatch(choice -> rosters.keySet().stream()
                            .anyMatch(id -> choice.getValue().contains("instance('" + id + "')")));
        }

        private boolean isOnce(String path) {
            return repeats.stream().noneMatch(repeat -> (path + "/").startsWith(repeat + "/"));
        }
    }
}
