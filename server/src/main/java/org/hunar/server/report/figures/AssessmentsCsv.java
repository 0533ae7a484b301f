package org.hunar.server.report.figures;

import static org.hunar.server.report.statistics.ScoredAssessment.ALL;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hunar.model.scoring.Percent;
import org.hunar.server.report.statistics.ScoredAssessment;

/**
 * {@code [programme,] participant, [group,] phase, [attempt, completed_at, status, skill,] score, max}: one row for each
 * assessment and skill. An empty score is no score.
 */
final class AssessmentsCsv {
    private static final List<String> REQUIRED = List.of("participant", "phase", "score", "max");

    /** Points of one row. */
    private record Points(Optional<BigDecimal> score, Optional<BigDecimal> max) {
        Optional<Double> percent() {
            return score.map(points -> Percent.of(points, max.orElseThrow()));
        }
    }

    private final Map<Attempt, Map<String, Points>> rows = new LinkedHashMap<>();
    private final Map<Attempt, SheetHead> heads = new LinkedHashMap<>();
    private final SheetHead.Reader headReader = new SheetHead.Reader();

    private AssessmentsCsv() {}

    /** Scored assessments by programme; by the empty name when the file has no such column. */
    static Map<String, List<ScoredAssessment>> read(CsvFile file) {
        AssessmentsCsv reader = new AssessmentsCsv();
        file.forEach(REQUIRED, reader::read);
        return reader.assessments();
    }

    private void read(CsvRow row) {
        Attempt attempt = Attempt.of(row);
        heads.put(attempt, headReader.read(attempt, row));
        String skill = row.hasColumn("skill") ? row.text("skill") : "";
        if (skill.equals(ALL)) {
            throw row.refuse("skill", "'*' stands for the total and cannot be a skill");
        }
        Points earlier = rows.computeIfAbsent(attempt, key -> new TreeMap<>()).put(skill, points(row));
        if (earlier != null) {
            throw row.refuse("there is already a row for " + attempt + (skill.isEmpty() ? "" : " and skill " + skill));
        }
    }

    private static Points points(CsvRow row) {
        Optional<BigDecimal> score = row.optionalNumber("score");
        Optional<BigDecimal> max = score.isPresent() ? Optional.of(row.number("max")) : row.optionalNumber("max");
        max.filter(points -> points.signum() <= 0).ifPresent(points -> {
            throw row.refuse("max", "must be above 0, not " + points);
        });
        score.ifPresent(points -> {
            if (points.signum() < 0 || points.compareTo(max.orElseThrow()) > 0) {
                throw row.refuse("score", "lies between 0 and max (" + max.orElseThrow() + "), not " + points);
            }
        });
        return new Points(score, max);
    }

    private Map<String, List<ScoredAssessment>> assessments() {
        Map<String, List<ScoredAssessment>> byProgramme = new TreeMap<>();
        rows.forEach((attempt, points) -> byProgramme
                .computeIfAbsent(attempt.programme(), programme -> new ArrayList<>())
                .add(assessment(attempt, heads.get(attempt), points)));
        return byProgramme;
    }

    private static ScoredAssessment assessment(Attempt attempt, SheetHead head, Map<String, Points> points) {
        Map<String, Optional<Double>> skills = new TreeMap<>();
        points.forEach((skill, each) -> skills.put(skill, each.percent()));
        return new ScoredAssessment(
                attempt.person(),
                head.group(),
                attempt.phase(),
                attempt.number(),
                head.completedAt(),
                head.completed(),
                skills,
                total(points));
    }

    private static Optional<Double> total(Map<String, Points> points) {
        BigDecimal score = BigDecimal.ZERO;
        BigDecimal max = BigDecimal.ZERO;
        for (Points each : points.values()) {
            if (each.score().isEmpty()) {
                return Optional.empty();
            }
            score = score.add(each.score().get());
            max = max.add(each.max().orElseThrow());
        }
        return Optional.of(Percent.of(score, max));
    }
}
