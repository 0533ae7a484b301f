package org.hunar.server.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

@AnalyzeClasses(packages = "org.hunar", importOptions = ImportOption.DoNotIncludeTests.class)
class ImportRulesTest {
    private static final String SERVER = "org.hunar.server";

    @ArchTest
    static void aFeatureImportsOnlyWhatItsLineInTheTableNames(JavaClasses classes) {
        Map<String, Set<String>> table = ImportTable.read();
        classes()
                .that(describe("belong to a feature", ImportRulesTest::isOfAFeature))
                .should(importAsIn(table))
                .check(classes);
    }

    /** A table that allowed a circle would make the rule above worthless. */
    @ArchTest
    static void eachLineNamesOnlyFeaturesOfLinesAboveIt(JavaClasses classes) {
        Set<String> above = new HashSet<>();
        ImportTable.read().forEach((feature, imports) -> {
            assertThat(above).as("lines above " + feature).containsAll(imports);
            above.add(feature);
        });
        assertThat(above).containsAll(featuresOf(classes));
    }

    @ArchTest
    static final ArchRule NOBODY_IMPORTS_THE_CONTENTS_PAGE = noClasses()
            .that(describe("belong to a feature", ImportRulesTest::isOfAFeature))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SERVER);

    @ArchTest
    static final ArchRule FEATURES_ARE_FREE_OF_CIRCLES =
            slices().matching(SERVER + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_SHARED_MODEL_IS_FREE_OF_CIRCLES =
            slices().matching("org.hunar.model.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule A_DAO_IS_USED_ONLY_IN_ITS_OWN_PACKAGE = classes()
            .should(new ArchCondition<JavaClass>("name only the Daos of their own package") {
                @Override
                public void check(JavaClass javaClass, ConditionEvents events) {
                    for (Dependency dependency : javaClass.getDirectDependenciesFromSelf()) {
                        JavaClass target = dependency.getTargetClass();
                        if (target.getSimpleName().endsWith("Dao") && !samePackage(javaClass, target)) {
                            events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                        }
                    }
                }
            });

    @ArchTest
    static final ArchRule A_RESOURCE_TOUCHES_NO_DATABASE = noClasses()
            .that()
            .haveSimpleNameEndingWith("Resource")
            .should()
            .dependOnClassesThat(simpleNameEndingWith("Dao")
                    .or(resideInAPackage("org.jdbi.."))
                    .or(resideInAPackage("java.sql")));

    @ArchTest
    static final ArchRule JAX_RS_STAYS_AT_THE_EDGE = noClasses()
            .that(outside(SERVER + ".http", SERVER + ".auth"))
            .and()
            .haveSimpleNameNotEndingWith("Feature")
            .and(describe("are no resource or part of one", javaClass -> !isOrIsPartOf(javaClass, "Resource")))
            .and(describe("are no filter or part of one", javaClass -> !isOrIsPartOf(javaClass, "Filter")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.ws.rs..");

    @ArchTest
    static final ArchRule JDBI_STAYS_IN_DAOS = noClasses()
            .that(outside(SERVER + ".storage"))
            .and(describe("are no Dao or part of one", javaClass -> !isOrIsPartOf(javaClass, "Dao")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.jdbi..");

    @ArchTest
    static final ArchRule THE_WALL_CLOCK_IS_READ_ONLY_ON_THE_CONTENTS_PAGE = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(SERVER + ".ServerApplication")
            .should()
            .callMethodWhere(describe("the wall clock is read", ImportRulesTest::readsTheWallClock))
            .orShould()
            .callConstructorWhere(describe(
                    "a Date of now is made",
                    call -> call.getTargetOwner().isEquivalentTo(java.util.Date.class)
                            && call.getTarget().getRawParameterTypes().isEmpty()));

    @ArchTest
    static final ArchRule THE_SHARED_MODEL_USES_WHAT_A_PHONE_HAS = classes()
            .that()
            .resideInAPackage("org.hunar.model..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "org.hunar.model..", "java..", "javax.net..", "com.fasterxml.jackson.core..", "org.erdtman.jcs..");

    private static ArchCondition<JavaClass> importAsIn(Map<String, Set<String>> table) {
        return new ArchCondition<>("import as in " + ImportTable.DOCUMENT.getFileName()) {
            @Override
            public void check(JavaClass javaClass, ConditionEvents events) {
                Set<String> allowed = table.get(featureOf(javaClass));
                if (allowed == null) {
                    events.add(SimpleConditionEvent.violated(
                            javaClass, "the table has no line for " + javaClass.getPackageName()));
                    return;
                }
                for (Dependency dependency : javaClass.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass();
                    if (isOfAFeature(target)
                            && !featureOf(target).equals(featureOf(javaClass))
                            && !allowed.contains(featureOf(target))) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static boolean readsTheWallClock(JavaCall<?> call) {
        String owner = call.getTargetOwner().getFullName();
        String method = call.getName();
        boolean withoutClock = call.getTarget().getRawParameterTypes().stream()
                .noneMatch(parameter -> parameter.isEquivalentTo(Clock.class));
        return owner.equals("java.lang.System") && method.equals("currentTimeMillis")
                || owner.equals("java.time.Clock") && (method.startsWith("system") || method.startsWith("tick"))
                || owner.equals("java.time.InstantSource") && method.equals("system")
                || owner.startsWith("java.time.") && method.equals("now") && withoutClock;
    }

    private static boolean isOfAFeature(JavaClass javaClass) {
        return javaClass.getPackageName().startsWith(SERVER + ".");
    }

    private static String featureOf(JavaClass javaClass) {
        return List.of(javaClass.getPackageName().substring(SERVER.length() + 1).split("\\."))
                .get(0);
    }

    private static Set<String> featuresOf(JavaClasses classes) {
        Set<String> features = new HashSet<>();
        classes.stream().filter(ImportRulesTest::isOfAFeature).forEach(javaClass -> features.add(featureOf(javaClass)));
        return features;
    }

    private static boolean samePackage(JavaClass one, JavaClass other) {
        return one.getPackageName().equals(other.getPackageName());
    }

    /** A class nested in a Dao, such as its row mapper, is part of it. */
    private static boolean isOrIsPartOf(JavaClass javaClass, String nameEnd) {
        return javaClass.getSimpleName().endsWith(nameEnd)
                || javaClass
                        .getEnclosingClass()
                        .map(outer -> isOrIsPartOf(outer, nameEnd))
                        .orElse(false);
    }

    private static DescribedPredicate<JavaClass> outside(String... packages) {
        return describe(
                "are outside " + List.of(packages),
                javaClass -> List.of(packages).stream()
                        .noneMatch(name -> javaClass.getPackageName().equals(name)
                                || javaClass.getPackageName().startsWith(name + ".")));
    }
}
