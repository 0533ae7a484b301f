package org.hunar.server.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EveryAskTest {
    /** Of the twenty asks heard most often, those that speak of sync. */
    private static final List<Integer> ABOUT_SYNC = List.of(1, 2, 3, 4, 5, 6, 8, 9, 15, 16, 18, 19);

    @Test
    void everyAskAboutSyncHasAJourneyThatCitesIt() {
        JavaClasses journeys = new ClassFileImporter().importPackagesOf(EveryAskTest.class);
        List<Ask> asks = journeys.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(Ask.class))
                .map((JavaMethod method) -> method.getAnnotationOfType(Ask.class))
                .toList();

        Set<Integer> shown = asks.stream().map(Ask::value).collect(Collectors.toSet());
        assertThat(shown).containsAll(ABOUT_SYNC);
        assertThat(asks).allSatisfy(ask -> assertThat(ask.cites()).isNotEmpty());
    }
}
