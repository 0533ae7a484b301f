package org.hunar.server.report.figures;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hunar.model.instrument.ItemType;
import org.hunar.server.report.statistics.RaterAgreement;

/**
 * Agreement of raters, on the scale of the form's free texts when the form is there; else the lowest level is 1, whether it
 * was given or not.
 */
final class RatersSection implements Section {
    @Override
    public Map<String, Object> compute(CaseData data) {
        List<BigDecimal> ends = new ArrayList<>();
        for (FormItem item : data.items().values()) {
            item.scored().filter(scored -> scored.type() == ItemType.FREE_TEXT).ifPresent(scored -> {
                ends.add(scored.lo());
                ends.add(scored.hi());
            });
        }
        if (ends.isEmpty()) {
            ends.add(BigDecimal.ONE);
        }
        return RaterAgreement.of(ends, data.ratings());
    }
}
