package dev.stopover.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TouchedNamesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    drop table a                                                       | a
                    drop table if exists a, s.b, "Odd ""Name" cascade                  | a, s.b, Odd "Name
                    alter table only a drop column x                                   | a
                    alter table if exists s.a rename to b                              | s.a
                    truncate a                                                         | a
                    truncate table only a, b * restart identity                        | a, b
                    update only a set x = 1 from b                                     | a
                    delete from a using b where a.id = b.id                            | a
                    insert into a (id) select id from b on conflict (id) do update set x = 1 | a
                    merge into a using b on true when matched then update set x = 1     | a
                    copy a (id) from '/tmp/a'                                          | a
                    with gone as (delete from a returning *) insert into b select * from gone | a, b
                    with x as (select 1) update a set id = 2                            | a
                    do $$ begin if true then delete from a; end if; drop table b; end $$ | a, b
                    do $b$ begin for r in select 1 loop update "C" set x = 1; end loop; end $b$ language plpgsql | C
                    /* drop table x; */ drop table a -- , b                             | a
                    """)
    void namesTheTablesThatAStatementChanges(String sql, String tables) {
        // When
        TouchedNames names = TouchedNames.of("V1.sql", sql);

        // Then
        assertThat(names.tables().stream().map(ObjectName::toString)).containsExactlyInAnyOrder(tables.split(", "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    select id from a for update
                    select 'drop table a'
                    create table a (id int references b (id) on update cascade on delete set null)
                    create trigger t after insert or update or delete on a execute function f()
                    grant select, insert, update, delete on a to b
                    create policy p on a for update using (true)
                    create index on a (id)
                    copy a to '/tmp/a'
                    do $$ drop table a $$ language sql_like
                    """)
    void leavesOutTablesThatAStatementOnlyNames(String sql) {
        // When
        TouchedNames names = TouchedNames.of("V1.sql", sql);

        // Then
        assertThat(names.tables()).isEmpty();
    }

    @Test
    void namesTheSchemasThatAreDropped() {
        // When
        TouchedNames names = TouchedNames.of("V1.sql", "drop schema if exists old, \"Older\" cascade; select 1");

        // Then
        assertThat(names.droppedSchemas()).containsExactlyInAnyOrder("old", "Older");
        assertThat(names.searchPathChanges()).isFalse();
    }

    @Test
    void tellsThatTheSearchPathChanges() {
        assertThat(TouchedNames.of("V1.sql", "set search_path = old; drop table a;")
                        .searchPathChanges())
                .isTrue();
        assertThat(TouchedNames.of("V1.sql", "select set_config('search_path', 'old', false)")
                        .searchPathChanges())
                .isTrue();
    }
}
