package dev.stopover.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stopover.plan.BundledPlans;
import dev.stopover.testing.ReferencePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the text from which a plan was made names by name is there when the plan is done. */
class SeedNamesTest {
    private static final Path FOLDER = Path.of("src/test/resources/seeds");

    @Test
    void everyBundledPlanHasItsList() throws IOException {
        // When
        List<String> lists = plans().toList();

        // Then
        assertThat(lists).isEqualTo(BundledPlans.names());
    }

    @ParameterizedTest
    @MethodSource("plans")
    void everyNameExistsAfterThePlan(String plan) throws IOException {
        // Given
        ReferencePlan reference = new ReferencePlan(plan, 1);
        List<SeedName> names = SeedName.read(FOLDER.resolve(plan + ".txt"));

        // When
        reference.migrate();

        // Then
        Set<String> facts = SeedName.facts(reference);
        assertThat(names).isNotEmpty();
        assertThat(names)
                .filteredOn(name -> !name.holdsIn(facts))
                .extracting(SeedName::line)
                .isEmpty();
    }

    @Test
    void aNameThatTheCatalogLacksDoesNotHold() {
        // Given
        ReferencePlan reference = new ReferencePlan("massava", 1);
        reference.execute("""
                create index "Mixed" on customers (name desc) where name <> '';
                alter table customers add shouted text generated always as (upper(name)) stored
                """);
        Stream<String> lines = Stream.of(
                "table customers",
                "table users",
                "no table customers",
                "no table users",
                "column customers.locale text",
                "column customers.locale uuid",
                "column customers.is_guest boolean not null default false",
                "column customers.is_guest boolean default false",
                "column customers.shouted text generated always as upper(name)",
                "index Mixed on customers using btree (name DESC) where (name <> ''::text)",
                "index customers_email_key on customers using btree (lower(email)) unique",
                "index customers_email_key on customers using btree (lower(email))",
                "constraint customers_pkey on customers PRIMARY KEY (id)",
                "constraint customers_pkey on customers PRIMARY KEY (email)",
                "enum booking_status NO_SHOW",
                "enum booking_status MAYBE",
                "instead table Customer -> table customers: in lower case",
                "instead table customers -> table customers: which is the same",
                "instead table Customer -> nothing: nobody needs it",
                "instead table customers -> nothing: but it is there");

        // When
        Set<String> facts = SeedName.facts(reference);

        // Then
        assertThat(lines.map(SeedName::of).filter(name -> !name.holdsIn(facts)).map(SeedName::line))
                .containsExactly(
                        "table users",
                        "no table customers",
                        "column customers.locale uuid",
                        "column customers.is_guest boolean default false",
                        "index customers_email_key on customers using btree (lower(email))",
                        "constraint customers_pkey on customers PRIMARY KEY (email)",
                        "enum booking_status MAYBE",
                        "instead table customers -> table customers: which is the same",
                        "instead table customers -> nothing: but it is there");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tables users",
                "column users",
                "enum user_role",
                "instead table a -> table b",
                "index a using btree"
            })
    void aLineInAnotherFormIsRefused(String line) {
        assertThatIllegalArgumentException().isThrownBy(() -> SeedName.of(line)).withMessageContaining(line);
    }

    static Stream<String> plans() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".txt"))
                    .map(file -> file.substring(0, file.length() - ".txt".length()))
                    .sorted()
                    .toList()
                    .stream();
        }
    }
}
