package org.hunar.server.openrosa;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.testing.ConfigOverride;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.hunar.server.testing.EachDatabase;
import org.hunar.server.testing.TestDatabase;
import org.hunar.server.testing.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** What a real Collect does to a server that does not know it: each trap by its number, on one server. */
@EachDatabase
@TestMethodOrder(MethodOrderer.MethodName.class)
class TrapsTest {
    private static final int LAST = 34;

    @Parameter
    private TestDatabase.Kind kind;

    private TestServer server;
    private FetchingTraps fetching;
    private PublishingTraps publishing;
    private SendingTraps sending;

    @BeforeParameterizedClassInvocation
    void open() {
        // reached as from another machine too, see T34
        server = TestServer.start(kind, ConfigOverride.config("server.applicationConnectors[0].bindHost", "0.0.0.0"));
        Door door = new Door(server);
        fetching = new FetchingTraps(door);
        publishing = new PublishingTraps(door);
        sending = new SendingTraps(door);
    }

    @AfterParameterizedClassInvocation
    void close() {
        server.close();
    }

    @Test
    void noTrapIsForgotten() {
        assertThat(Arrays.stream(TrapsTest.class.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(DisplayName.class))
                        .map(method ->
                                method.getAnnotation(DisplayName.class).value().split(":")[0]))
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, LAST)
                        .mapToObj(number -> "T" + number)
                        .toList());
    }

    @Test
    @DisplayName("T1: a list that is not whole is no list: a phone deletes what it does not name")
    void t01() {
        fetching.aListThatIsNotWholeIsNoList();
    }

    @Test
    @DisplayName("T2: the hash is that of the bytes, for whoever asks")
    void t02() throws Exception {
        fetching.theHashIsThatOfTheBytesForWhoeverAsks();
    }

    @Test
    @DisplayName("T3: no hash is empty: it would end the phone's reading")
    void t03() {
        fetching.noHashIsEmpty();
    }

    @Test
    @DisplayName("T4: what a manifest names is there, and a manifest that cannot be made is an error")
    void t04() {
        fetching.whatAManifestNamesIsThere();
    }

    @Test
    @DisplayName("T5: nothing is sent twice: a phone fetches a form with an entity list at every sync")
    void t05() {
        fetching.nothingIsSentTwice();
    }

    @Test
    @DisplayName("T6: XML is text/xml, refusals too")
    void t06() {
        fetching.xmlIsTextXmlRefusalsToo();
    }

    @Test
    @DisplayName("T7: nothing stands before the declaration")
    void t07() {
        fetching.nothingStandsBeforeTheDeclaration();
    }

    @Test
    @DisplayName("T8: HEAD is 204 and a POST that was taken 201")
    void t08() {
        sending.headIs204AndAPostIs201();
    }

    @Test
    @DisplayName("T9: the date of a request says nothing: its hours go to twelve")
    void t09() {
        sending.theDateOfTheRequestSaysNothing();
    }

    @Test
    @DisplayName("T10: files come from here and not by a detour: phones put their id behind every address")
    void t10() {
        fetching.filesComeFromHereAndNotByADetour();
    }

    @Test
    @DisplayName("T11: entities have ids of version 4")
    void t11() {
        fetching.entitiesHaveIdsOfVersion4();
    }

    @Test
    @DisplayName("T12: a version never changes: a phone would delete the one it has")
    void t12() {
        publishing.aVersionNeverChanges();
    }

    @Test
    @DisplayName("T13: names are raw UTF-8, and a path in one is none")
    void t13() {
        sending.aPathInANameIsNone();
        sending.namesAndBoundariesMayStandInQuotesOrNot();
    }

    @Test
    @DisplayName("T14: a file is known by the name of its part")
    void t14() {
        sending.filesAreKnownByTheNameOfTheirPart();
    }

    @Test
    @DisplayName("T15: what no answer names is sent too, and kept")
    void t15() {
        sending.whatNobodyNamesIsKeptTooAndWhatIsAwaitedIsTold();
    }

    @Test
    @DisplayName("T16: a retry sends everything, and counts once")
    void t16() {
        sending.aRetryCountsOnce();
    }

    @Test
    @DisplayName("T17: a form has a title and an id")
    void t17() {
        publishing.aFormHasATitleAndAnId();
    }

    @Test
    @DisplayName("T18: no form says where to submit")
    void t18() {
        publishing.noFormSaysWhereToSubmit();
    }

    @Test
    @DisplayName("T19: a POST is never sent elsewhere: there it is a GET")
    void t19() {
        sending.aPostIsNeverSentElsewhere();
    }

    @Test
    @DisplayName("T20: who is sent away is told to wait a second at least")
    void t20() throws Exception {
        sending.whoIsSentAwayIsToldToWaitASecondAtLeast();
    }

    @Test
    @DisplayName("T21: prefixes that nobody declared, or none")
    void t21() {
        sending.prefixesThatNobodyDeclared();
        sending.attributesOfTheFormAreNoneOfOurs();
    }

    @Test
    @DisplayName("T22: times have a zone, and metadata proves nothing")
    void t22() {
        sending.timesHaveAZoneAndMetadataProvesNothing();
    }

    @Test
    @DisplayName("T23: values are written as phones write them")
    void t23() {
        sending.valuesAreWrittenAsPhonesWriteThem();
    }

    @Test
    @DisplayName("T24: an encrypted form is refused when it is published, and when it is sent")
    void t24() {
        publishing.anEncryptedFormIsRefusedWhenItIsPublishedAndWhenItIsSent();
    }

    @Test
    @DisplayName("T25: a language that is renamed is told of: phones know it by its name")
    void t25() {
        publishing.aRenamedLanguageIsToldOf();
    }

    @Test
    @DisplayName("T26: one language is the first, and no text is a dash")
    void t26() {
        publishing.oneLanguageIsTheFirstAndNoTextIsADash();
    }

    @Test
    @DisplayName("T27: what is closed still takes: refusing would strand what is on phones")
    void t27() {
        sending.aClosedCohortStillTakes();
    }

    @Test
    @DisplayName("T28: every version that was ever published is taken")
    void t28() {
        sending.everyVersionThatWasPublishedIsTaken();
    }

    @Test
    @DisplayName("T29: nobody who was made known on a phone is hidden on it until approved")
    void t29() {
        fetching.nobodyIsHiddenUntilApproved();
    }

    @Test
    @DisplayName("T30: who is gone is said to be, and who is on the way is not")
    void t30() {
        fetching.whoIsGoneIsSaidToBeAndWhoIsOnTheWayIsNot();
    }

    @Test
    @DisplayName("T31: a tag is known, whatever was added to it on its way")
    void t31() {
        fetching.aTagIsKnownWhateverWasAddedToIt();
    }

    @Test
    @DisplayName("T32: slashes are one in the door, and only there")
    void t32() {
        fetching.slashesAreOneInTheDoorAndOnlyThere();
    }

    @Test
    @DisplayName("T33: a branch that was made offline comes in any order")
    void t33() {
        sending.aBranchComesInAnyOrder();
    }

    @Test
    @DisplayName("T34: without encryption a token lets in, and a password does not")
    void t34() throws Exception {
        fetching.withoutEncryptionATokenLetsInAndAPasswordDoesNot();
        fetching.aTokenBehindTheAddressLetsInAsOneWithinItDoes();
    }
}
