package org.hunar.server.auth;

import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hunar.model.programme.CohortId;
import org.hunar.model.programme.ProgrammeId;
import org.hunar.server.http.ProblemException;

/**
 * Who makes a call, with the grants that hold at this moment. The checks refuse with 403 {@code FORBIDDEN}, in the same
 * way whether the programme exists or not.
 *
 * @param name the user's name
 * @param languages preferred languages, best first
 * @param grants those that hold now, on this device
 * @param device by which the call comes; empty for who signed in with a password
 * @param mustChangePassword before anything else; a device has no password
 */
public record Caller(
        String name,
        List<String> languages,
        List<Grant> grants,
        Optional<CallingDevice> device,
        boolean mustChangePassword)
        implements Principal {
    public Caller {
        languages = List.copyOf(languages);
        grants = List.copyOf(grants);
    }

    /** Who need not change a password. */
    public Caller(String name, List<String> languages, List<Grant> grants, Optional<CallingDevice> device) {
        this(name, languages, grants, device, false);
    }

    /** Somebody who signed in with a password. */
    public Caller(String name, List<String> languages, List<Grant> grants) {
        this(name, languages, grants, Optional.empty());
    }

    @Override
    public String getName() {
        return name;
    }

    public void requireAdmin() {
        require(isAdmin(), "only an administrator may do this");
    }

    /** Not even an administrator: he gives another password by changing the user. */
    void requireSelf(UserName user) {
        require(name.equals(user.value()) && device.isEmpty(), "a password is changed by whom it belongs to");
    }

    /** A phone is revoked, and not signed out. */
    void requireNoDevice() {
        require(device.isEmpty(), "a phone signs in by its own key; its manager revokes it");
    }

    public void requireManager(ProgrammeId programme) {
        require(manages(programme), "only a manager of " + programme + " may do this");
    }

    /** Managers, who see names, and viewers, who do not. */
    public void requireViewer(ProgrammeId programme) {
        require(seesAllCohorts(programme), "only a manager or a viewer of " + programme + " may do this");
    }

    /** Anybody who has a role in the programme. */
    public void requireMember(ProgrammeId programme) {
        require(isMember(programme), "you have no role in " + programme);
    }

    /** A trainer of that cohort, or a manager of its programme. */
    public void requireTrainer(ProgrammeId programme, CohortId cohort) {
        require(mayTrain(programme, cohort), "only a trainer of " + cohort + " may do this");
    }

    public boolean isAdmin() {
        return grants.stream().anyMatch(grant -> grant.role() == Role.ADMIN);
    }

    /** Those in which the caller has a role; an administrator has one in all of them, and stands in none. */
    public Set<ProgrammeId> programmes() {
        return grants.stream().flatMap(grant -> grant.programme().stream()).collect(Collectors.toSet());
    }

    /** Whether the caller has any role in the programme. */
    public boolean isMember(ProgrammeId programme) {
        return manages(programme) || holds(programme, Role.TRAINER, Role.VIEWER);
    }

    /** Whether the caller may change the programme and sees the names of all its participants. */
    public boolean manages(ProgrammeId programme) {
        return isAdmin() || holds(programme, Role.MANAGER);
    }

    /** Whether the caller sees every cohort of the programme, and not only those that he trains. */
    public boolean seesAllCohorts(ProgrammeId programme) {
        return manages(programme) || holds(programme, Role.VIEWER);
    }

    /** Whether the caller may capture for that cohort: its trainers may, and the managers of its programme. */
    public boolean mayTrain(ProgrammeId programme, CohortId cohort) {
        return manages(programme) || cohorts(programme).contains(cohort);
    }

    /** Whether the caller may see who the people of that cohort are: who may capture for them must. */
    public boolean seesNames(ProgrammeId programme, CohortId cohort) {
        return mayTrain(programme, cohort);
    }

    /** Whether the caller may see who all people of the programme are; viewers may not. */
    public boolean seesNames(ProgrammeId programme) {
        return manages(programme);
    }

    /** The cohorts of a programme of which the caller is a trainer, in order of code. */
    public List<CohortId> cohorts(ProgrammeId programme) {
        return grants.stream()
                .filter(grant -> grant.role() == Role.TRAINER && grant.isIn(programme))
                .flatMap(grant -> grant.cohorts().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private boolean holds(ProgrammeId programme, Role... roles) {
        List<Role> wanted = Arrays.asList(roles);
        return grants.stream().anyMatch(grant -> wanted.contains(grant.role()) && grant.isIn(programme));
    }

    private static void require(boolean allowed, String otherwise) {
        if (!allowed) {
            throw ProblemException.forbidden(otherwise);
        }
    }
}
