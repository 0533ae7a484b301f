package org.hunar.server.auth;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.dropwizard.auth.Auth;
import jakarta.ws.rs.HttpMethod;
import java.util.Set;

/** A resource method that forgets to ask would be open to everybody. */
@AnalyzeClasses(packages = "org.hunar.server", importOptions = DoNotIncludeTests.class)
class EveryCallAsksWhoCallsTest {
    /** What is meant for those who have no token yet. */
    private static final Set<String> OPEN = Set.of(
            "TokenResource",
            "HelloResource",
            "RegistrationResource",
            "UploadOptionsResource",
            "OidcResource",
            "HealthResource",
            "OpenApiResource",
            "AssetResource",
            "SignInResource");

    @ArchTest
    static final ArchRule ASKS = methods()
            .that()
            .areMetaAnnotatedWith(HttpMethod.class)
            .and()
            .areDeclaredInClassesThat(
                    DescribedPredicate.describe("need a token", type -> !OPEN.contains(type.getSimpleName())))
            .should(haveACaller());

    private static ArchCondition<JavaMethod> haveACaller() {
        return new ArchCondition<>("have a parameter @Auth Caller, or @Auth Visit") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean asks = method.getParameters().stream()
                        .anyMatch(parameter -> parameter.isAnnotatedWith(Auth.class)
                                && (parameter.getRawType().isEquivalentTo(Caller.class)
                                        || parameter.getRawType().isEquivalentTo(Visit.class)));
                events.add(new SimpleConditionEvent(method, asks, method.getFullName() + " asks not who calls"));
            }
        };
    }
}
