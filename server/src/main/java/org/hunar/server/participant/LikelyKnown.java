package org.hunar.server.participant;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.storage.Transaction;

/** Tells of whoever is to be put on a roster who may be there already, in whatever cohort; handed in. */
public interface LikelyKnown {
    /**
     * @param rows fields of those who are new, by a number of their own
     * @return for each row that is likely somebody else, with whom, likeliest first; none for the others
     */
    Map<Integer, List<Match>> find(Transaction tx, ProgrammeId programme, Map<Integer, Map<String, Object>> rows);

    /**
     * One who may be the same person.
     *
     * @param row the other row, if it is one
     * @param person of the roster, if not: number, name and cohort
     * @param reasons each {@code {"code", "text"}}, the text in every language
     */
    record Match(Optional<Integer> row, Map<String, Object> person, List<Object> reasons) {}
}
