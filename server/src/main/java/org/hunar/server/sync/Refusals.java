package org.hunar.server.sync;

import java.util.List;
import org.hunar.model.problem.Violation;
import org.hunar.model.sync.OperationKind;
import org.hunar.model.sync.PushCode;

/** Reasons for which an operation is refused before anything of its entity is looked at. */
final class Refusals {
    private Refusals() {}

    /** Refuses what the way by which it came does not allow. */
    static void refuseKind(Arrival arrival) {
        OperationKind kind = arrival.operation().kind();
        if (arrival.batch().origin() == Batch.Origin.DEVICE && !kind.isAllowedFromDevice()) {
            arrival.refuse(
                    PushCode.FORBIDDEN,
                    List.of(new Violation("/kind", "FORBIDDEN", "a phone may not " + kind.wireName())));
        }
    }

    /** Refuses by verdict, or puts into review. */
    static void judge(Arrival arrival, Authority.Verdict verdict) {
        if (verdict == Authority.Verdict.FORBIDDEN) {
            arrival.refuse(
                    PushCode.FORBIDDEN,
                    List.of(new Violation("", "FORBIDDEN", "the user has no part in this programme")));
        } else if (verdict == Authority.Verdict.REVIEW) {
            arrival.putIntoReview();
        }
    }

    static void invalid(Arrival arrival, String path, String code, String message) {
        arrival.refuse(PushCode.VALIDATION, List.of(new Violation(path, code, message)));
    }
}
