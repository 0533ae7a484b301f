package org.hunar.server.report;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hunar.model.Timestamps;
import org.hunar.model.programme.ProgrammeId;

/**
 * How the items of one version of an instrument work in one phase, at one moment.
 *
 * @param dataVersion rises with every change of the data; equal versions give equal figures
 * @param keyVersion of the key by which the answers were scored
 * @param figures as {@link ItemFigures} has them; not what they were computed from, which is as large as the programme
 */
record ItemReport(
        ProgrammeId programme,
        Instant generatedAt,
        long dataVersion,
        ItemQuestion question,
        int keyVersion,
        Map<String, Object> figures) {

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("programme", programme.value());
        json.put("generated_at", Timestamps.format(generatedAt));
        json.put("data_version", dataVersion);
        json.put("instrument", question.instrument().instrument().value());
        json.put("version", question.instrument().version());
        json.put("key_version", keyVersion);
        json.put("phase", question.phase().name());
        json.put("group_by", question.groupBy().wireName());
        json.putAll(figures);
        return json;
    }

    /** Rows of figures: of items, and of persons where each is listed. */
    int rows() {
        Object rasch = figures.get("rasch");
        Object persons = rasch == null ? null : PairedTable.object(rasch).get("persons");
        int items = PairedTable.object(figures.get("items")).size();
        return 1 + items + (persons == null ? 0 : PairedTable.object(persons).size());
    }
}
