package dev.stopover.rehearsal;

import dev.stopover.database.Identifier;
import dev.stopover.database.StopSignal;
import dev.stopover.plan.Encryption;
import dev.stopover.plan.Plan;
import dev.stopover.plan.TableName;
import dev.stopover.plan.Transfer;
import dev.stopover.sql.VolatileFunctions;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sums up every table that is the application's: not Stopover's own, not Flyway's, no foreign ones. */
final class TableSums {
    private static final String ZERO = "0::numeric";

    private final Connection connection;
    private final Plan plan;
    private final StopSignal stop;

    /** @param fresh whether a row that names no value for it gets another one each time */
    private record Column(String name, boolean fresh) {}

    private record Table(long oid, String quoted, String rows, List<Column> columns) {}

    /** @param connection a session with pinned value settings and without limits */
    TableSums(Connection connection, Plan plan, StopSignal stop) {
        this.connection = connection;
        this.plan = plan;
        this.stop = stop;
    }

    Map<String, TableSum> read() throws SQLException {
        Map<Long, List<Transfer>> transfers = byTable(plan.transfers(), Transfer::into);
        Map<Long, List<Encryption>> encryptions = byTable(plan.encryptions(), Encryption::table);
        Map<String, TableSum> sums = new LinkedHashMap<>();
        for (Table table : tables()) {
            stop.check();
            List<String> leftOut = table.columns().stream()
                    .filter(column -> isFresh(column, transfers.getOrDefault(table.oid(), List.of()))
                            || isEncrypted(column, encryptions.getOrDefault(table.oid(), List.of())))
                    .map(Column::name)
                    .toList();
            sums.put(table.quoted(), sum(table, leftOut));
        }
        return sums;
    }

    /** What the transfers into a table give it counts, and its default only where one of them gives nothing. */
    private static boolean isFresh(Column column, List<Transfer> transfers) {
        if (transfers.isEmpty()) {
            return column.fresh();
        }
        return transfers.stream()
                .map(transfer -> Optional.ofNullable(transfer.columns().get(column.name())))
                .anyMatch(expression -> expression
                        .map(sql -> VolatileFunctions.firstIn(sql).isPresent())
                        .orElse(column.fresh()));
    }

    /** The same value is encrypted to other bytes each time. */
    private static boolean isEncrypted(Column column, List<Encryption> encryptions) {
        return encryptions.stream().anyMatch(encryption -> encryption.into().equals(column.name()));
    }

    private <T> Map<Long, List<T>> byTable(List<T> parts, Function<T, TableName> table) throws SQLException {
        Map<Long, List<T>> tables = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement("select to_regclass(?)::oid::bigint")) {
            for (T part : parts) {
                statement.setString(1, Identifier.quote(table.apply(part)));
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    tables.computeIfAbsent(row.getLong(1), oid -> new ArrayList<>())
                            .add(part);
                }
            }
        }
        return tables;
    }

    private List<Table> tables() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                        with defaults as (
                          select d.adrelid, d.adnum,
                                 d.adbin::text ~ 'SQLVALUEFUNCTION|NEXTVALUEEXPR'
                                   or exists (
                                     select
                                     from regexp_matches(d.adbin::text, ':(?:funcid|opfuncid) ([0-9]+)', 'g') f (found)
                                     join pg_proc p on p.oid = found[1]::oid
                                     where p.provolatile <> 'i') as fresh
                          from pg_attrdef d)
                        select c.oid::bigint,
                               format('%I.%I', n.nspname, c.relname),
                               c.relkind = 'p',
                               array_agg(a.attname::text order by a.attname) filter (where a.attname is not null),
                               array_agg(a.attidentity <> '' or (a.attgenerated = '' and coalesce(d.fresh, false))
                                         order by a.attname) filter (where a.attname is not null)
                        from pg_class c
                        join pg_namespace n on n.oid = c.relnamespace
                        left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                        left join defaults d on d.adrelid = c.oid and d.adnum = a.attnum
                        where c.relkind in ('r', 'p')
                          and c.relpersistence <> 't'
                          and not c.relispartition
                          and n.nspname !~ '^pg_'
                          and n.nspname not in ('information_schema', 'stopover')
                          and n.nspname !~ '^stopover_backup_'
                          and c.relname <> 'flyway_schema_history'
                          and not exists (
                            select
                            from pg_partition_tree(c.oid) t
                            join pg_class l on l.oid = t.relid
                            where l.relkind = 'f')
                        group by c.oid, n.nspname, c.relname, c.relkind
                        order by 2
                        """);
                ResultSet rows = statement.executeQuery()) {
            List<Table> tables = new ArrayList<>();
            while (rows.next()) {
                String quoted = rows.getString(2);
                tables.add(new Table(
                        rows.getLong(1),
                        quoted,
                        (rows.getBoolean(3) ? "" : "only ") + quoted,
                        columns(rows.getArray(4), rows.getArray(5))));
            }
            return tables;
        }
    }

    private static List<Column> columns(@Nullable Array names, @Nullable Array fresh) throws SQLException {
        if (names == null || fresh == null) {
            return List.of();
        }
        String[] name = (String[]) names.getArray();
        List<Boolean> isFresh = Arrays.asList((Boolean[]) fresh.getArray());
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < name.length; i++) {
            columns.add(new Column(name[i], isFresh.get(i)));
        }
        return columns;
    }

    private TableSum sum(Table table, List<String> leftOut) throws SQLException {
        List<String> all = table.columns().stream().map(Column::name).toList();
        List<String> kept =
                all.stream().filter(column -> !leftOut.contains(column)).toList();
        StringBuilder sql = new StringBuilder("select count(*), ")
                .append(sumOf("row(" + Identifier.list(all) + ")"))
                .append(", ")
                .append(leftOut.isEmpty() ? ZERO : sumOf("row(" + Identifier.list(kept) + ")"));
        all.forEach(column -> sql.append(", ").append(sumOf(Identifier.quote(column))));
        sql.append(" from ").append(table.rows());
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery(sql.toString())) {
                row.next();
                Map<String, BigInteger> columns = new HashMap<>();
                for (int i = 0; i < all.size(); i++) {
                    columns.put(all.get(i), whole(row, 4 + i));
                }
                BigInteger whole = whole(row, 2);
                return new TableSum(row.getLong(1), whole, leftOut.isEmpty() ? whole : whole(row, 3), columns, leftOut);
            }
        }
    }

    private static String sumOf(String value) {
        return "coalesce(sum(hashtextextended((" + value + ")::text, 0)::numeric), 0)";
    }

    private static BigInteger whole(ResultSet row, int column) throws SQLException {
        BigDecimal sum = row.getBigDecimal(column);
        return sum.toBigIntegerExact();
    }
}
