package dev.stopover.transfer;

import dev.stopover.database.Identifier;
import dev.stopover.mapping.BoundTransfer;
import dev.stopover.mapping.MappedColumn;
import dev.stopover.mapping.MappedSelect;
import dev.stopover.plan.Transfer;
import dev.stopover.plan.Transfer.Follow;
import dev.stopover.plan.Transfer.Join;
import dev.stopover.plan.Transfer.OnConflict;
import java.util.stream.Collectors;

/** A transfer as the one statement that its chunks amount to, for people to read before it runs. */
public final class TransferSql {
    private TransferSql() {}

    /** The statement; needs no database, and so names a followed row by the transfer it comes from. */
    public static String describe(Transfer transfer) {
        StringBuilder sql = new StringBuilder("insert into ")
                .append(Identifier.quote(transfer.into()))
                .append(" (")
                .append(Identifier.list(transfer.columns().keySet()))
                .append(")\nselect ")
                .append(String.join(",\n       ", transfer.columns().values()))
                .append("\nfrom ")
                .append(Identifier.quote(transfer.from()))
                .append(" as ")
                .append(Identifier.quote(transfer.alias()))
                .append('\n');
        transfer.joins().forEach(join -> sql.append(join(join)));
        transfer.follows().forEach(follow -> sql.append(follow(follow)));
        transfer.where().ifPresent(where -> sql.append("where ").append(where).append('\n'));
        String arbiter = transfer.onConflict()
                .map(OnConflict::columns)
                .map(Identifier::list)
                .orElse("/* primary key of " + transfer.into() + " */");
        return sql.append("on conflict (")
                .append(arbiter)
                .append(") do nothing\n")
                .toString();
    }

    /** The statement as a database's catalog makes it: with the types of the target, and the map tables. */
    public static String describe(BoundTransfer bound) {
        MappedSelect select = new MappedSelect(bound);
        return "insert into " + bound.target().quoted() + " ("
                + Identifier.list(
                        bound.columns().stream().map(MappedColumn::name).toList())
                + ")\nselect "
                + bound.columns().stream().map(MappedColumn::assigned).collect(Collectors.joining(",\n       "))
                + "\n" + select.from().strip() + "\n" + select.where() + "on conflict ("
                + Identifier.list(bound.arbiter()) + ") do nothing\n";
    }

    private static String join(Join join) {
        String type = switch (join.type()) {
            case INNER -> "join ";
            case LEFT -> "left join ";
        };
        return type + Identifier.quote(join.table()) + " as " + Identifier.quote(join.alias()) + " on " + join.on()
                + "\n";
    }

    private static String follow(Follow follow) {
        return follow.expressions().stream()
                .collect(Collectors.joining(
                        ", ",
                        "left join /* what " + follow.transfer() + " made of */ (",
                        ") as " + Identifier.quote(follow.alias()) + "\n"));
    }
}
