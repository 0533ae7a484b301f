package org.hunar.server.report;

import static org.hunar.server.report.statistics.ScoredAssessment.ALL;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hunar.model.Timestamps;
import org.hunar.model.programme.Programme;
import org.hunar.server.report.PortfolioRow.Part;
import org.hunar.server.report.statistics.JointCounts;
import org.hunar.server.report.statistics.ReportCounts;

/**
 * Programmes side by side and together: what is kept of each is added up, so that the figures of a row are those of its
 * people as if they were one programme's.
 */
final class Portfolio {
    /**
     * A programme that the caller may see.
     *
     * @param counts by province where the portfolio is, else undivided
     * @param open whether the caller manages it, and so sees figures of a few people too
     */
    record Member(Programme programme, ReportCounts counts, long version, long pending, boolean open) {}

    private final PortfolioGroup groupBy;
    private final Instant generatedAt;
    private final List<Member> members;
    private final PortfolioRow everybody = new PortfolioRow();
    private final SortedMap<String, PortfolioRow> rows = new TreeMap<>();

    Portfolio(PortfolioGroup groupBy, Instant generatedAt, List<Member> members) {
        this.groupBy = groupBy;
        this.generatedAt = generatedAt;
        this.members = members;
        members.forEach(this::add);
    }

    private void add(Member member) {
        everybody.add(part(member, member.counts().of(ALL, ALL)));
        if (groupBy == PortfolioGroup.PROVINCE) {
            member.counts()
                    .rosterGroups()
                    .forEach(province ->
                            add(province, part(member, member.counts().of(ALL, province))));
            return;
        }
        Programme programme = member.programme();
        String group =
                (groupBy == PortfolioGroup.SECTOR ? programme.sector() : programme.ministry()).orElse(GroupBy.NONE);
        add(group, part(member, member.counts().of(ALL, ALL)));
    }

    private void add(String group, Part part) {
        rows.computeIfAbsent(group, name -> new PortfolioRow()).add(part);
    }

    private static Part part(Member member, JointCounts people) {
        return new Part(member.programme(), people, member.open());
    }

    Map<String, Object> toJson() {
        Set<String> hidden = hidden();
        SortedMap<String, PortfolioRow> shown = new TreeMap<>(rows);
        shown.keySet().removeAll(hidden);
        if (!members.isEmpty() && !hidden.contains(ALL)) {
            shown.put(ALL, everybody);
        }
        List<Map<String, Object>> json = new ArrayList<>();
        shown.forEach((group, row) -> json.add(row.toJson(group)));
        Map<String, Object> portfolio = new LinkedHashMap<>();
        portfolio.put("group_by", groupBy.wireName());
        portfolio.put("generated_at", Timestamps.format(generatedAt));
        portfolio.put(
                "data_version", members.stream().mapToLong(Member::version).sum());
        portfolio.put(
                "programmes",
                members.stream()
                        .map(member -> member.programme().code().value())
                        .toList());
        portfolio.put("rows", json);
        portfolio.put(
                "notes",
                notes(shown, !hidden.isEmpty()).stream().map(Note::toJson).toList());
        return portfolio;
    }

    /** Rows that tell of too few people, by themselves or less what else the caller sees, and those that reveal them. */
    private Set<String> hidden() {
        if (everybody.isOpen()) {
            return Set.of();
        }
        Map<String, Integer> sizes = new TreeMap<>();
        rows.forEach((group, row) -> sizes.put(group, row.isOpen() ? Integer.MAX_VALUE : row.leastTold()));
        Set<String> hidden = new TreeSet<>(SmallGroups.toLeaveOut(sizes, everybody.smallest()));
        if (everybody.leastTold() < everybody.smallest()) {
            hidden.add(ALL);
        }
        return hidden;
    }

    private List<Note> notes(SortedMap<String, PortfolioRow> shown, boolean leftOut) {
        Map<String, Map<String, Object>> figures = new LinkedHashMap<>();
        Map<String, JointCounts> counts = new TreeMap<>();
        shown.forEach((group, row) -> {
            figures.put(group, row.figures());
            counts.put(group, row.people());
        });
        long pending = members.stream().mapToLong(Member::pending).sum();
        List<Note> notes = new ArrayList<>(Notes.on(
                new PairedTable(Map.of(ALL, figures)),
                new ReportCounts(new TreeMap<>(Map.of(ALL, counts)), new TreeSet<>()),
                new FormsInUse(new TreeSet<>(), new TreeSet<>()),
                pending));
        if (members.size() > 1) {
            notes.add(Note.onReport(NoteCode.POOLED_PROGRAMMES, members.size()));
        }
        if (leftOut) {
            notes.add(Note.onReport(NoteCode.GROUPS_LEFT_OUT, everybody.smallest()));
        }
        return notes;
    }
}
