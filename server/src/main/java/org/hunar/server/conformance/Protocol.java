package org.hunar.server.conformance;

import java.util.List;
import java.util.stream.Stream;

/** The whole protocol as cases, in the order in which they are tried: read it as a list of contents. */
final class Protocol {
    static final List<Case> CASES = Stream.of(
                    HelloCases.CASES,
                    TokenCases.CASES,
                    DeviceCases.CASES,
                    EnvelopeCases.CASES,
                    PushCases.CASES,
                    HeldCases.CASES,
                    RefusalCases.CASES,
                    MergeCases.CASES,
                    ClockCases.CASES,
                    ReviewCases.CASES,
                    FlagCases.CASES,
                    PeopleCases.CASES,
                    PullCases.CASES,
                    ScopeCases.CASES,
                    StatusCases.CASES,
                    UploadCases.CASES,
                    MannersCases.CASES)
            .flatMap(List::stream)
            .toList();

    private Protocol() {}
}
