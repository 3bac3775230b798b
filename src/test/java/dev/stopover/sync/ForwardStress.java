package dev.stopover.sync;

import static dev.stopover.transfer.TransferBuilder.transfer;

import dev.stopover.plan.Transfer.Join;
import dev.stopover.transfer.TransferSettings;
import java.time.Duration;
import java.util.Random;

/** Tables that are written to while their rows move: plain rows, rows that follow others, and rows that join others. */
final class ForwardStress {
    static final int ROWS = 600;
    private static final int PEOPLE = 40;
    private static final int SHOPS = 20;

    private ForwardStress() {}

    static SyncFixture fixture() {
        return SyncFixture.with("""
                        create table people (id int primary key, name text not null, gone boolean not null default false);
                        create table shops (id int primary key, city text);
                        create table orders (
                          id bigint primary key,
                          person int references people on update cascade on delete cascade,
                          shop int,
                          v int not null,
                          note text,
                          gone boolean not null default false);
                        create index on orders (person);
                        create index on orders (shop);
                        create table users (id text primary key, name text not null);
                        create table new_shops (id int primary key, city text);
                        create table plain (id bigint primary key, v int not null, note text);
                        create table followed (id bigint primary key, user_id text, v int not null);
                        create table joined (id bigint primary key, city text, v int not null);
                        alter table orders set (autovacuum_enabled = false);
                        """)
                .settings(new TransferSettings(1, Duration.ofMillis(30), 50, 300, 1, Duration.ofSeconds(60)))
                .phase(
                        transfer("people")
                                .from("people", "p")
                                .into("users")
                                .column("id", "'u' || p.id")
                                .column("name", "upper(p.name)")
                                .drop("gone"),
                        transfer("shops").from("shops", "h").into("new_shops").copy("id", "city"),
                        transfer("plain")
                                .from("orders", "o")
                                .into("plain")
                                .copy("id", "v", "note")
                                .drop("person")
                                .drop("shop")
                                .where("not o.gone"),
                        transfer("followed")
                                .from("orders", "o")
                                .into("followed")
                                .copy("id", "v")
                                .follow("u", "people", "o.person")
                                .column("user_id", "u.id")
                                .drop("note")
                                .drop("shop")
                                .drop("gone"),
                        transfer("joined")
                                .from("orders", "o")
                                .into("joined")
                                .copy("id", "v")
                                .join("h", "shops", "h.id = o.shop", Join.Type.LEFT, false)
                                .column("city", "h.city")
                                .drop("note")
                                .drop("person")
                                .drop("gone"));
    }

    /** Puts the rows of a new round in place. */
    static void fill(SyncFixture fixture) {
        fixture.execute("""
                truncate people, shops, orders, users, new_shops, plain, followed, joined;
                insert into people select i, 'person ' || i from generate_series(1, %d) i;
                insert into shops select i, 'city ' || i from generate_series(1, %d) i;
                insert into orders
                select i, 1 + i %% %d, 1 + i %% %d, i, repeat('x', 40), i %% 11 = 0
                from generate_series(1, %d) i;
                """.formatted(PEOPLE, SHOPS, PEOPLE, SHOPS, ROWS));
    }

    static String statement(Random random, boolean snapshot) {
        long id = 1L + random.nextInt(ROWS + 200);
        int person = 1 + random.nextInt(PEOPLE + 5);
        int shop = 1 + random.nextInt(SHOPS);
        return switch (random.nextInt(20)) {
            case 0, 1, 2 ->
                "insert into orders values (%d, (select id from people where id = %d), %d, %d, 'new')"
                        .formatted(id, person, shop, random.nextInt(1000));
            case 3, 4, 5, 6 -> "update orders set v = v + 1 where id = %d".formatted(id);
            case 7 -> "update orders set note = repeat('y', %d) where id = %d".formatted(random.nextInt(900), id);
            case 8, 9, 10 -> "delete from orders where id = %d".formatted(id);
            case 11, 12 -> "update orders set id = %d where id = %d".formatted(1 + random.nextInt(ROWS + 200), id);
            case 13, 14 -> "update orders set gone = not gone where id = %d".formatted(id);
            case 15 ->
                "update orders set person = (select id from people where id = %d) where id = %d".formatted(person, id);
            case 16 -> "update orders set shop = %d where id = %d".formatted(shop, id);
            case 17 ->
                "insert into orders values (%d, null, %d, 7, 'upsert') on conflict (id) do update set v = 7"
                        .formatted(id, shop);
            case 18 ->
                random.nextBoolean()
                        ? "update people set name = name || '!' where id = %d".formatted(person)
                        : "insert into people values (%d, 'again') on conflict do nothing".formatted(person);
            default ->
                switch (random.nextInt(3)) {
                    case 0 -> "update shops set city = city || '!' where id = %d".formatted(shop);
                    case 1 -> "delete from people where id = %d".formatted(person);
                    default ->
                        "update people set id = %d where id = %d".formatted(1 + random.nextInt(PEOPLE + 5), person);
                };
        };
    }

    /** What is on one side only, seen in one snapshot. */
    static java.util.List<String> differences(SyncFixture fixture) {
        return fixture.difference("""
                select 'users', 'u' || p.id, upper(p.name), null::text from people p
                union all
                select 'shops', h.id::text, h.city, null from shops h
                union all
                select 'plain', o.id::text, o.v::text, o.note from orders o where not o.gone
                union all
                select 'followed', o.id::text, o.v::text, 'u' || o.person from orders o
                union all
                select 'joined', o.id::text, o.v::text, h.city from orders o left join shops h on h.id = o.shop
                """, """
                select 'users', id, name, null::text from users
                union all
                select 'shops', id::text, city, null from new_shops
                union all
                select 'plain', id::text, v::text, note from plain
                union all
                select 'followed', id::text, v::text, user_id from followed
                union all
                select 'joined', id::text, v::text, city from joined
                """);
    }
}
