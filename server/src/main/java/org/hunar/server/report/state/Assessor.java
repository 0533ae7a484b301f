package org.hunar.server.report.state;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hunar.model.assessment.AssessmentId;
import org.hunar.model.programme.Phase;
import org.hunar.model.programme.Programme;
import org.hunar.server.assessment.Assessments;
import org.hunar.server.report.state.Standing.Attempts;
import org.hunar.server.report.state.StandingDao.Person;
import org.hunar.server.report.state.StandingDao.Taken;
import org.hunar.server.report.statistics.FormSums.Form;
import org.hunar.server.report.statistics.FormSums.Item;
import org.hunar.server.report.statistics.Pairing;
import org.hunar.server.report.statistics.ReportSettings;
import org.hunar.server.report.statistics.ScoredAssessment;
import org.hunar.server.scoring.AssessmentScore;
import org.hunar.server.scoring.ItemPoints;
import org.hunar.server.scoring.Scores;
import org.hunar.server.storage.Transaction;

/** Tells how people stand, from their assessments and scores alone. */
final class Assessor {
    private final StandingDao dao;
    private final Assessments assessments;
    private final Scores scores;

    Assessor(StandingDao dao, Assessments assessments, Scores scores) {
        this.dao = dao;
        this.assessments = assessments;
        this.scores = scores;
    }

    /** Alpha of the pre form stands in where a programme names no reliability (scoring §10), and needs every item. */
    static boolean wantsItems(Programme programme) {
        return programme.rciReliability().isEmpty();
    }

    /** By the scores that are kept. */
    List<Standing> assess(Transaction tx, Programme programme, Collection<Person> people) {
        return assess(tx, programme, people, Basis.KEPT);
    }

    List<Standing> assess(Transaction tx, Programme programme, Collection<Person> people, Basis basis) {
        Optional<Integer> keyVersion = basis.keyVersion();
        List<UUID> ids = people.stream().map(Person::id).toList();
        Map<UUID, List<Taken>> kept = dao.taken(tx, programme.code(), programme.latePolicy(), basis.after(), ids);
        Map<UUID, List<Taken>> taken =
                keyVersion.map(key -> byKey(tx, programme, kept, key)).orElse(kept);
        Map<ScoredAssessment, UUID> counting = new IdentityHashMap<>();
        taken.values()
                .forEach(all -> all.stream()
                        .filter(Taken::counts)
                        .forEach(each -> each.scored().ifPresent(scored -> counting.put(scored, each.id()))));
        Pairing pairing = Pairing.of(ReportSettings.of(programme), counting.keySet());
        Map<UUID, Pairing.Person> chosen = new HashMap<>();
        pairing.people().forEach(person -> chosen.put(UUID.fromString(person.participant()), person));
        Map<UUID, Form> forms = preForms(tx, programme, chosen.values(), counting, keyVersion);
        return people.stream()
                .map(person -> {
                    List<Taken> own = taken.getOrDefault(person.id(), List.of());
                    Optional<Pairing.Person> choice =
                            Optional.ofNullable(chosen.get(person.id())).filter(one -> person.enrolled());
                    Optional<UUID> pre = choice.flatMap(Pairing.Person::pre).map(counting::get);
                    Optional<UUID> post = choice.flatMap(Pairing.Person::post).map(counting::get);
                    boolean failed =
                            own.stream().anyMatch(each -> each.criticalFailed() && post.equals(Optional.of(each.id())));
                    return new Standing(
                            person.id(),
                            person.groups(),
                            person.enrolled(),
                            pre,
                            post,
                            attempts(pairing, own, Phase.PRE),
                            attempts(pairing, own, Phase.POST),
                            (int) own.stream().filter(each -> !each.counts()).count(),
                            person.enrolled()
                                    ? Contribution.of(scored(own), choice, failed, pre.map(forms::get))
                                    : Contribution.NOTHING);
                })
                .toList();
    }

    private Map<UUID, List<Taken>> byKey(
            Transaction tx, Programme programme, Map<UUID, List<Taken>> kept, int keyVersion) {
        List<AssessmentId> ids = kept.values().stream()
                .flatMap(List::stream)
                .map(each -> new AssessmentId(each.id()))
                .toList();
        Map<AssessmentId, AssessmentScore> byKey = scores.byKey(
                tx, programme, List.copyOf(assessments.find(tx, ids).values()), keyVersion);
        Map<UUID, List<Taken>> taken = new HashMap<>();
        kept.forEach((participant, all) -> taken.put(
                participant,
                all.stream()
                        .map(each -> each.scoredAs(Optional.ofNullable(byKey.get(new AssessmentId(each.id())))))
                        .toList()));
        return taken;
    }

    private static List<ScoredAssessment> scored(List<Taken> own) {
        return own.stream()
                .filter(Taken::counts)
                .flatMap(each -> each.scored().stream())
                .toList();
    }

    private static Attempts attempts(Pairing pairing, List<Taken> own, Phase phase) {
        List<Taken> ofPhase = own.stream()
                .filter(each -> each.counts() && each.phase() == phase)
                .toList();
        long eligible = ofPhase.stream()
                .filter(each -> each.scored().filter(pairing::isEligible).isPresent())
                .count();
        return new Attempts(ofPhase.size(), (int) eligible);
    }

    /** The items of the chosen PREs, by assessment; nothing where nobody asks for them. */
    private Map<UUID, Form> preForms(
            Transaction tx,
            Programme programme,
            Collection<Pairing.Person> chosen,
            Map<ScoredAssessment, UUID> counting,
            Optional<Integer> keyVersion) {
        List<AssessmentId> pres = new ArrayList<>();
        chosen.forEach(person -> person.pre().ifPresent(pre -> pres.add(new AssessmentId(counting.get(pre)))));
        Map<UUID, Form> forms = new HashMap<>();
        if (wantsItems(programme) && !pres.isEmpty()) {
            var records = List.copyOf(assessments.find(tx, pres).values());
            keyVersion
                    .map(key -> scores.itemsByKey(tx, programme, records, key))
                    .orElseGet(() -> scores.items(tx, programme, records))
                    .forEach((id, items) -> forms.put(id.value(), form(items)));
        }
        return forms;
    }

    private static Form form(List<ItemPoints> items) {
        String instrument = items.isEmpty() ? "" : items.get(0).instrument().toString();
        return new Form(
                instrument,
                items.stream()
                        .map(item -> new Item(
                                item.item(), item.skill(), item.points().map(points -> points.stripTrailingZeros())))
                        .toList());
    }
}
