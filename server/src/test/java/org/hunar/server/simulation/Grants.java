package org.hunar.server.simulation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Who trains which cohorts, as the simulation has had it set. */
final class Grants {
    /** Trains all cohorts, always: who looks over everybody's shoulder. */
    static final String AUDITOR = "auditor";

    private final Map<String, Set<String>> trainers = new TreeMap<>();

    /** Cohort to trainers, without the auditor. */
    Map<String, Set<String>> trainers() {
        return trainers;
    }

    void put(String cohort, Set<String> names) {
        trainers.put(cohort, new TreeSet<>(names));
    }

    List<String> cohortsOf(String user) {
        return Stream.concat(Cluster.COHORTS.stream(), Stream.of(Cluster.LATE_COHORT))
                .filter(cohort -> user.equals(AUDITOR)
                        || trainers.getOrDefault(cohort, Set.of()).contains(user))
                .toList();
    }

    /** The scopes that the user may follow. */
    Set<String> scopesOf(String user) {
        Set<String> scopes = new TreeSet<>();
        for (String cohort : cohortsOf(user)) {
            scopes.add("cohort:" + cohort);
            scopes.add("programme:" + Cluster.PROGRAMME);
        }
        return scopes;
    }

    Grants copy() {
        Grants copy = new Grants();
        trainers.forEach(copy::put);
        return copy;
    }

    void restore(Grants earlier) {
        trainers.clear();
        earlier.trainers.forEach(this::put);
    }
}
