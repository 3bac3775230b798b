package dev.stopover.mapping;

import static dev.stopover.transfer.TransferBuilder.transfer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stopover.database.Database;
import dev.stopover.plan.InvalidPlanException;
import dev.stopover.plan.Phase;
import dev.stopover.plan.PhaseKind;
import dev.stopover.plan.Plan;
import dev.stopover.plan.Position;
import dev.stopover.plan.Risk;
import dev.stopover.plan.Transfer;
import dev.stopover.plan.Transfer.Join;
import dev.stopover.plan.Tripwires;
import dev.stopover.testing.TestServer;
import dev.stopover.transfer.TransferBuilder;
import java.sql.Connection;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TransferBinderTest {
    private static Database database;

    @BeforeAll
    static void createTables() {
        database = TestServer.newDatabase();
        TestServer.execute(database, """
                create table source (id int primary key, email text, name text, legacy boolean);
                create table keyless (id int, name text);
                create table nullable (id int unique, name text);
                create view viewed as select * from source;
                create table target (
                  id int primary key,
                  email varchar(50) unique,
                  name text,
                  loud text generated always as (upper(name)) stored);
                create table pair (a int, b int, name text, primary key (a, b));
                create table late (id int primary key deferrable);
                create table unkeyed (id int);
                create unique index partial on target (name) where name <> '';
                create function dice() returns int language sql volatile as 'select 4';
                """);
    }

    @Test
    void bindsWhatTheCatalogKnows() throws Exception {
        // Given
        TransferBuilder users = good("users").onConflict("email");

        // When
        BoundTransfer bound = bind(users);

        // Then
        assertThat(bound.sourceKey()).extracting("name").containsExactly("id");
        assertThat(bound.targetKey()).extracting("type").containsExactly("integer");
        assertThat(bound.column("email").assigned()).isEqualTo("cast(lower(s.email) as character varying)");
        assertThat(bound.column("email").compared()).isEqualTo("cast(lower(s.email) as character varying(50))");
        assertThat(bound.map().orElseThrow().quoted()).isEqualTo("stopover.\"map_test_users\"");
    }

    @Test
    void comparesAColumnUnlessTheVeryFunctionThatFillsItIsVolatile() throws Exception {
        // Given
        TestServer.execute(database, """
                create schema shadow;
                create function shadow.slug(text) returns text language sql volatile as 'select $1';
                create function slug(text) returns text language sql immutable as 'select $1';
                create function now(text) returns text language sql immutable as 'select $1';
                """);
        TransferBuilder quiet = good("quiet").column("name", "slug(s.name) || public.now(s.name)");
        TransferBuilder loud = good("loud").column("name", "shadow.slug(s.name)");
        TransferBuilder late = good("late").column("name", "s.name || pg_catalog.now()");

        // When / Then
        assertThat(bind(quiet).comparableColumns()).extracting("name").contains("name");
        assertThat(bind(loud).comparableColumns()).extracting("name").doesNotContain("name");
        assertThat(bind(late).comparableColumns()).extracting("name").doesNotContain("name");
    }

    @Test
    void reportsEveryProblemAtOnceAtTheTransfersPosition() {
        // Given
        TransferBuilder users = transfer("users")
                .column("id", "s.id")
                .column("emial", "s.emali")
                .column("loud", "s.name")
                .drop("legasy");

        // When
        InvalidPlanException failure = refusal(users);

        // Then
        assertThat(failure.problems()).extracting("position").containsOnly(new Position("plan.yaml", 12, 7));
        assertThat(failure.problems())
                .extracting(problem -> problem.message() + " " + problem.remedy())
                .containsExactlyInAnyOrder(
                        "transfer users: columns: public.target has no column emial Did you mean \"email\"?",
                        "transfer users: columns: loud of public.target is generated Leave it out: the server computes it.",
                        "transfer users: drop: public.source has no column legasy Did you mean \"legacy\"?",
                        "transfer users: column email of public.source is neither used nor dropped"
                                + " Map it as s.email, or list it under drop with the reason.",
                        "transfer users: column legacy of public.source is neither used nor dropped"
                                + " Map it as s.legacy, or list it under drop with the reason.");
    }

    @Test
    void reportsUnknownTables() {
        assertRefused(
                transfer("t").from("sorce", "s").into("tarjet").column("id", "s.id"),
                "from: there is no table or view sorce",
                "into: there is no table or view tarjet");
    }

    @Test
    void reportsFaultyExpressionsOneByOne() {
        assertRefused(
                transfer("t")
                        .column("id", "s.id + 'x'::text")
                        .column("email", "s.emial")
                        .column("name", "s.name")
                        .where("s.legacy = 5 and email <> ''")
                        .drop("email"),
                "columns: id: operator does not exist: integer + text",
                "columns: email: column s.emial does not exist",
                "where: operator does not exist: boolean = integer");
    }

    @Test
    void asksToQualifyAColumnThatBothSidesHave() {
        assertRefused(good("t").where("email <> ''"), "where: column reference \"email\" is ambiguous");
    }

    @Test
    void requiresAKeyOnBothSides() {
        assertRefused(transfer("t").from("keyless", "s").copy("id", "name"), "public.keyless has no primary key");
        assertRefused(
                transfer("t").from("keyless", "s").key("id").copy("id", "name"),
                "key [id] of public.keyless has no unique index",
                "key: id of public.keyless may be null");
        assertRefused(
                transfer("t").from("nullable", "s").key("id").copy("id", "name"),
                "key: id of public.nullable may be null");
        assertRefused(transfer("t").from("viewed", "s").copy("id", "name"), "public.viewed has no primary key");
        assertRefused(transfer("t").into("unkeyed").column("id", "s.id"), "public.unkeyed has no primary key");
        assertRefused(transfer("t").into("viewed").column("id", "s.id"), "into: public.viewed is not a table");
        assertRefused(transfer("t").into("late").column("id", "s.id"), "the primary key of public.late is deferrable");
    }

    @Test
    void requiresTheWholeTargetKey() {
        assertRefused(
                transfer("t")
                        .into("pair")
                        .column("a", "s.id")
                        .column("name", "s.name")
                        .drop("email")
                        .drop("legacy"),
                "columns: b, part of the primary key of public.pair, is not mapped");
    }

    @Test
    void requiresAUniqueIndexForOnConflict() {
        assertRefused(good("t").onConflict("name"), "on-conflict: public.target has no unique index on exactly [name]");
    }

    @Test
    void refusesAKeyThatChangesEachTime() {
        assertRefused(
                transfer("t")
                        .column("id", "dice()")
                        .column("email", "s.email || now()")
                        .column("name", "s.name")
                        .drop("id")
                        .drop("legacy")
                        .onConflict("email"),
                "columns: id: dice() gives another value each time",
                "columns: email: s.email || now() gives another value each time");
    }

    @Test
    void requiresAsManyFollowExpressionsAsKeyColumns() {
        assertRefused(
                List.of(good("users").build()),
                good("t").follow("u", "users", "s.id", "s.name").follow("v", "user", "s.id"),
                "follow u: users is found by [id], but there are 2 expressions",
                "follow v: there is no transfer user");
    }

    @Test
    void reportsAnUnknownJoinedTable() {
        assertRefused(
                good("t").join("c", "costumers", "c.id = s.id", Join.Type.INNER, false),
                "join c: there is no table or view costumers");
    }

    private static TransferBuilder good(String name) {
        return transfer(name)
                .column("id", "s.id")
                .column("email", "lower(s.email)")
                .column("name", "s.name")
                .drop("legacy");
    }

    private static void assertRefused(TransferBuilder builder, String... messages) {
        assertRefused(List.of(), builder, messages);
    }

    private static void assertRefused(List<Transfer> others, TransferBuilder builder, String... messages) {
        // When
        InvalidPlanException failure = refusal(builder, others.toArray(Transfer[]::new));

        // Then
        assertThat(failure.problems())
                .extracting(problem -> problem.message().replaceFirst("transfer \\w+: ", ""))
                .containsExactlyInAnyOrder(messages);
    }

    private static InvalidPlanException refusal(TransferBuilder builder, Transfer... others) {
        return catchThrowableOfType(InvalidPlanException.class, () -> bind(builder, others));
    }

    private static BoundTransfer bind(TransferBuilder builder, Transfer... others) throws Exception {
        Transfer transfer = builder.build();
        List<Transfer> all = java.util.stream.Stream.concat(Arrays.stream(others), java.util.stream.Stream.of(transfer))
                .toList();
        Phase phase = new Phase(
                "migrate",
                PhaseKind.MIGRATE,
                "",
                Risk.LOW,
                Optional.empty(),
                false,
                Duration.ZERO,
                Set.of(),
                false,
                List.of(),
                all,
                List.of(),
                List.of(),
                List.of(),
                new Position("plan.yaml", 1, 1));
        Plan plan = new Plan("test", "", Optional.empty(), true, List.of(phase), Tripwires.DEFAULT, "");
        try (Connection connection = database.open("test")) {
            return TransferBinder.bind(connection, plan, transfer);
        }
    }
}
