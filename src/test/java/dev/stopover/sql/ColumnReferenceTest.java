package dev.stopover.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnReferenceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '`',
            value = {
                "lower(B.Email) || b.\"Name\" → b.email b.Name",
                "coalesce(b . id, c.id) → b.id c.id",
                "'b.x' || $$b.y$$ /* b.z */ → ``",
                "pg_catalog.lower(b.x)::public.citext → b.x",
                "to_jsonb(b.*) → b.*",
                "public.t.x → public.t",
                "b.x is null and b.x > 1.5 → b.x"
            })
    void findsEachColumnOfAnAliasOnce(String expression, String expected) {
        assertThat(ColumnReference.in(expression))
                .extracting(ColumnReference::toString)
                .containsExactly(expected.isEmpty() ? new String[0] : expected.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '`',
            value = {
                "pg_catalog.now() → now",
                "lower(b.x) || Gen_Random_UUID()::text → gen_random_uuid",
                "CURRENT_TIMESTAMP → current_timestamp",
                "nextval('s') → nextval"
            })
    void findsVolatileFunctions(String expression, String function) {
        assertThat(VolatileFunctions.firstIn(expression)).contains(function);
    }

    @Test
    void takesAColumnOrTextOfThatNameForWhatItIs() {
        assertThat(VolatileFunctions.firstIn("b.now || 'now()' || b.current_date || \"current_date\" || random"))
                .isEmpty();
    }
}
