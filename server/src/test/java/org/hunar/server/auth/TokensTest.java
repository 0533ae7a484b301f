package org.hunar.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jsonwebtoken.Jwts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.hunar.server.auth.User.PasswordHash;
import org.hunar.server.testing.TestingClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
    private static final User ASMA = new User(
            new UserName("Asma"), new PasswordHash("x"), List.of(), Instant.parse("2026-01-01T00:00:00Z"), false, 7);

    private final TestingClock clock = new TestingClock(Instant.parse("2026-09-21T08:00:00Z"));

    @TempDir
    private Path folder;

    @Test
    void aTokenNamesItsUserForAnHour() {
        Tokens tokens = tokens(config());
        String token = tokens.issue(ASMA).text();

        clock.advance(Duration.ofMinutes(59));
        assertThat(tokens.read(token)).contains(new Tokens.Subject(new UserName("asma"), 7, Optional.empty()));
        clock.advance(Duration.ofMinutes(2));
        assertThat(tokens.read(token)).isEmpty();
    }

    @Test
    void theKeyOutlivesARestartAndIsReadByItsOwnerOnly() throws IOException {
        String token = tokens(config()).issue(ASMA).text();
        assertThat(tokens(config()).read(token)).isPresent();

        Path file = config().keyFile();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> tokens(config())).hasMessageContaining("chmod 600");
    }

    @Test
    void aTokenOfAnotherKeyIssuerOrAlgorithmIsRefused() {
        SigningKeys key = SigningKeys.of(config(), new SecureRandom());
        Tokens tokens = new Tokens(key, config(), clock);
        TokensConfig elsewhere = new TokensConfig(Optional.of(randomKey()), null, null, null, null);
        TokensConfig otherIssuer = new TokensConfig(null, null, config().keyFile(), null, "other");

        assertThat(tokens.read(tokens(elsewhere).issue(ASMA).text())).isEmpty();
        assertThat(tokens.read(tokens(otherIssuer).issue(ASMA).text())).isEmpty();
        assertThat(tokens.read(unsigned())).isEmpty();
        assertThat(tokens.read("no token")).isEmpty();
        String token = tokens.issue(ASMA).text();
        assertThat(tokens.read(token.substring(0, token.length() - 4) + "AAAA")).isEmpty();
    }

    @Test
    void aChangeOfTheKeyLogsNobodyOut() throws IOException {
        String before = tokens(config()).issue(ASMA).text();
        Instant until = clock.instant().plus(Duration.ofHours(1));
        KeyFile.at(config().keyFile()).rotate(new SecureRandom(), clock.instant(), until);

        Tokens restarted = tokens(config());
        String after = restarted.issue(ASMA).text();
        assertThat(restarted.read(before)).isPresent();
        assertThat(restarted.read(after)).isPresent();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config().keyFile())))
                .isEqualTo("rw-------");
        clock.advance(Duration.ofMinutes(59));
        assertThat(restarted.read(before)).isPresent();

        clock.advance(Duration.ofMinutes(2));
        String forged = Jwts.builder()
                .header()
                .keyId(SigningKey.decode(lines().get(1).split(" ")[0], "").id())
                .and()
                .issuer("hunar")
                .audience()
                .add("hunar-api")
                .and()
                .subject("asma")
                .claim("cred", 7)
                .expiration(Date.from(clock.instant().plusSeconds(60)))
                .signWith(SigningKey.decode(lines().get(1).split(" ")[0], "").secret(), Jwts.SIG.HS256)
                .compact();
        assertThat(restarted.read(forged)).as("by a key that was stolen").isEmpty();
        KeyFile.at(config().keyFile())
                .rotate(new SecureRandom(), clock.instant(), clock.instant().plusSeconds(60));
        assertThat(lines()).as("a key whose time is over goes").hasSize(2);
    }

    @Test
    void nodesThatChangeTheirKeyOneAfterTheOtherBelieveEachOther() {
        String old = randomKey();
        String next = randomKey();
        Tokens notYet = tokens(new TokensConfig(Optional.of(old), List.of(next), null, null, null));
        Tokens already = tokens(new TokensConfig(Optional.of(next), List.of(old), null, null, null));

        assertThat(already.read(notYet.issue(ASMA).text())).isPresent();
        assertThat(notYet.read(already.issue(ASMA).text())).isPresent();
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(config().keyFile());
    }

    @Test
    void aKeyThatIsTooShortIsRefused() {
        TokensConfig config = new TokensConfig(Optional.of("c2hvcnQ="), null, null, null, null);
        assertThatThrownBy(() -> tokens(config)).hasMessageContaining("32 are needed");
    }

    private String unsigned() {
        return Jwts.builder()
                .issuer("hunar")
                .audience()
                .add("hunar-api")
                .and()
                .subject("asma")
                .claim("cred", 7)
                .expiration(Date.from(clock.instant().plusSeconds(60)))
                .compact();
    }

    private TokensConfig config() {
        return new TokensConfig(Optional.empty(), null, folder.resolve("data/token.key"), null, null);
    }

    private Tokens tokens(TokensConfig config) {
        return new Tokens(SigningKeys.of(config, new SecureRandom()), config, clock);
    }

    private static String randomKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
