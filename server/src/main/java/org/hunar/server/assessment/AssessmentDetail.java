package org.hunar.server.assessment;

import java.util.Collection;
import java.util.Map;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.server.storage.Transaction;

/** Something that another feature knows of assessments and that is shown with them; handed in. */
public interface AssessmentDetail {
    /** Name of the member under which it is shown, such as {@code score}. */
    String name();

    /** The plain JSON values to show, without those assessments of which nothing is known; a bounded number of queries. */
    Map<AssessmentId, ?> of(Transaction tx, Collection<AssessmentRecord> records);
}
