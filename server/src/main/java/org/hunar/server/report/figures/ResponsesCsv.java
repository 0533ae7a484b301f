package org.hunar.server.report.figures;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hunar.model.assessment.Answer;
import org.hunar.model.scoring.ScoredItem;

/**
 * {@code participant, [group,] phase, [attempt, completed_at, status,] item, response}: one row for each answer. An
 * empty response was administered and left blank; an item without a row was not administered.
 */
final class ResponsesCsv {
    private static final List<String> REQUIRED = List.of("participant", "phase", "item", "response");
    private static final String PENDING = "PENDING";
    private static final String RESPONSE = "response";

    private final Map<String, FormItem> items;
    private final boolean blanksCount;
    private final Map<Attempt, AnswerSheet> sheets = new LinkedHashMap<>();
    private final SheetHead.Reader heads = new SheetHead.Reader();

    private ResponsesCsv(Map<String, FormItem> items, boolean blanksCount) {
        this.items = items;
        this.blanksCount = blanksCount;
    }

    /**
     * @param items of the form; a row for another item is refused
     * @param blanksCount whether a keyed item left blank is wrong; else it counts as not administered
     */
    static List<AnswerSheet> read(CsvFile file, Map<String, FormItem> items, boolean blanksCount) {
        ResponsesCsv reader = new ResponsesCsv(items, blanksCount);
        file.forEach(REQUIRED, reader::read);
        return List.copyOf(reader.sheets.values());
    }

    private void read(CsvRow row) {
        Attempt attempt = Attempt.of(row);
        SheetHead head = heads.read(attempt, row);
        AnswerSheet sheet = sheets.computeIfAbsent(attempt, key -> new AnswerSheet(key, head, new LinkedHashMap<>()));
        String code = row.text("item");
        FormItem item = items.get(code);
        if (item == null) {
            throw row.refuse("item", "the form has no item " + code + " that is scored");
        }
        Answer answer = answer(item.scored().orElseThrow(), item.options(), row);
        if (sheet.answers().putIfAbsent(code, answer) != null) {
            throw row.refuse("there is already a row for " + attempt + " and item " + code);
        }
        if (answer instanceof Answer.Blank && item.scored().get().isKeyed() && !blanksCount) {
            sheet.answers().remove(code);
        }
    }

    private static Answer answer(ScoredItem item, List<String> options, CsvRow row) {
        String response = row.optionalText(RESPONSE).orElse("");
        if (response.isEmpty()) {
            return new Answer.Blank();
        }
        return switch (item.type()) {
            case SINGLE_CHOICE -> new Answer.Options(known(List.of(response), options, row));
            case MULTIPLE_CHOICE -> new Answer.Options(known(row.list(RESPONSE), options, row));
            case RATING -> new Answer.Number(rating(item, response, row));
            case FREE_TEXT -> freeText(item, response, row);
            default -> new Answer.Text(response);
        };
    }

    private static List<String> known(List<String> chosen, List<String> options, CsvRow row) {
        for (String option : chosen) {
            if (!options.isEmpty() && !options.contains(option)) {
                throw row.refuse(RESPONSE, "'" + option + "' is not one of the options " + options);
            }
        }
        return chosen;
    }

    private static Answer freeText(ScoredItem item, String response, CsvRow row) {
        List<String> parts = row.list(RESPONSE);
        if (parts.contains(PENDING)) {
            return new Answer.Text(response);
        }
        List<BigDecimal> ratings = new ArrayList<>();
        parts.forEach(part -> ratings.add(rating(item, part, row)));
        return new Answer.Rated("", ratings);
    }

    private static BigDecimal rating(ScoredItem item, String text, CsvRow row) {
        BigDecimal rating = row.number(RESPONSE, text);
        if (rating.compareTo(item.lo()) < 0 || rating.compareTo(item.hi()) > 0) {
            throw row.refuse(RESPONSE, "lies between " + item.lo() + " and " + item.hi() + ", not " + text);
        }
        return rating;
    }
}
