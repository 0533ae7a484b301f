package org.hunar.server.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseEncryptionCheckTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db.invalid/hunar",
                "jdbc:postgresql://localhost,db.invalid/hunar?targetServerType=primary",
                "jdbc:postgresql://db.invalid:5433/hunar?sslmode=require"
            })
    void aWayOnWhichOthersMayReadAlongIsToldOf(String url) {
        assertThat(new DatabaseEncryptionCheck(url).look())
                .singleElement()
                .satisfies(finding -> assertThat(finding.sentence()).contains("PostgreSQL at db.invalid "))
                .satisfies(finding -> assertThat(finding.remedy()).contains("sslmode=verify-full"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db.invalid/hunar?sslmode=verify-full&sslrootcert=ca.pem",
                "jdbc:postgresql://127.0.0.1/hunar",
                "jdbc:postgresql:hunar",
                "jdbc:h2:mem:hunar"
            })
    void aCheckedCertificateIsWellAndSoIsThisMachine(String url) {
        assertThat(new DatabaseEncryptionCheck(url).look()).isEmpty();
    }
}
