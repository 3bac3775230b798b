package dev.stopover.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stopover.failure.UsageException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    @Test
    void readsEveryPart() {
        // When
        DatabaseUrl url = DatabaseUrl.parse(
                "DATABASE_URL",
                "postgresql://ann:s%40cret@db1:5433,db2/shop%20x?sslmode=verify-full&sslrootcert=/ca.pem");

        // Then
        assertThat(url.hosts()).isEqualTo("db1:5433,db2");
        assertThat(url.database()).isEqualTo("shop x");
        assertThat(url.user()).contains("ann");
        assertThat(url.password()).contains("s@cret");
        assertThat(url.parameters()).isEqualTo(Map.of("sslmode", "verify-full", "sslrootcert", "/ca.pem"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://ann:secret@db/shop",
                "postgres://ann:secret@db/shop",
                "PostgreSQL://ann:secret@db/shop",
                "jdbc:postgresql://db/shop?user=ann&password=secret",
                "jdbc:postgresql://ann:secret@db/shop",
                "  postgresql://ann:secret@db/shop\n"
            })
    void readsTheSameFromEveryForm(String text) {
        // When
        DatabaseUrl url = DatabaseUrl.parse("DATABASE_URL", text);

        // Then
        assertThat(url).isEqualTo(new DatabaseUrl("db", "shop", Optional.of("ann"), Optional.of("secret"), Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "connect_timeout=5, connectTimeout, 5",
        "target_session_attrs=read-write, targetServerType, primary",
        "target_session_attrs=prefer-standby, targetServerType, preferSecondary",
        "keepalives=0, tcpKeepAlive, false",
        "load_balance_hosts=random, loadBalanceHosts, true",
        "channel_binding=require, channelBinding, require",
        "currentSchema=shop, currentSchema, shop",
        "options=-c%20work_mem%3D64MB, options, -c work_mem=64MB"
    })
    void translatesLibpqsParametersIntoTheDrivers(String parameter, String name, String value) {
        // When
        DatabaseUrl url = DatabaseUrl.parse("DATABASE_URL", "postgresql://db/shop?" + parameter);

        // Then
        assertThat(url.parameters()).isEqualTo(Map.of(name, value));
    }

    @Test
    void readsAnIpv6Address() {
        assertThat(DatabaseUrl.parse("--url", "postgresql://[::1]:5433/shop").hosts())
                .isEqualTo("[::1]:5433");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://ann:hun/ter2@db/shop",
                "postgresql://ann:hun#ter2@db/shop",
                "postgresql://ann:hun%ter2@db/shop",
                "postgresql://ann:hun%zter2@db/shop",
                "postgresql://ann:hun%FFter2@db/shop",
                "postgresql://ann:hunter2@/shop",
                "postgresql://ann:hunter2@db:x/shop",
                "postgresql://ann:hunter2@db",
                "postgresql://ann:hunter2@db/shop?nonsense=hunter2",
                "mysql://ann:hunter2@db/shop",
                "ann:hunter2@db/shop"
            })
    void neverRepeatsThePassword(String text) {
        // When
        UsageException failure =
                catchThrowableOfType(UsageException.class, () -> DatabaseUrl.parse("DATABASE_URL", text));

        // Then
        assertThat(failure.getMessage() + failure.remedy())
                .doesNotContain("hun")
                .doesNotContain("ter2");
    }

    @Test
    void doesNotShowThePasswordAsText() {
        assertThat(DatabaseUrl.parse("DATABASE_URL", "postgresql://ann:hunter2@db/shop?sslpassword=hunter2"))
                .hasToString("postgresql://db/shop");
    }
}
