package dev.stopover.plan;

import dev.stopover.plan.CheckReader.TransferUse;
import dev.stopover.plan.Transfer.Follow;
import dev.stopover.plan.Transfer.Join;
import dev.stopover.sql.Lexer;
import dev.stopover.sql.SqlSyntaxException;
import dev.stopover.sql.Token;
import dev.stopover.sql.TokenKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the transfers of a plan must be to each other. */
final class TransferRules {
    private final List<PlacedTransfer> transfers;
    private final Map<String, Integer> order = new LinkedHashMap<>();
    private final Problems problems;

    /** @param transfers in the order in which they run */
    TransferRules(List<PlacedTransfer> transfers, Problems problems) {
        this.transfers = transfers;
        this.problems = problems;
        for (int i = 0; i < transfers.size(); i++) {
            String name = transfers.get(i).name();
            Integer first = order.putIfAbsent(name, i);
            if (first != null && !name.isEmpty()) {
                problems.add(
                        transfers.get(i).place("name"),
                        "there are two transfers \"" + name + "\"; the first is on line "
                                + transfers.get(first).transfer().position().line() + ".",
                        "Rename one of them.");
            }
        }
        order.remove("");
    }

    void check() {
        for (int i = 0; i < transfers.size(); i++) {
            checkFollows(i);
            checkJoins(i);
            for (int earlier = 0; earlier < i; earlier++) {
                checkCommonTarget(transfers.get(earlier), transfers.get(i));
            }
        }
    }

    /** @param upTo how many transfers have run when the checks do */
    void checkUses(List<TransferUse> uses, int upTo) {
        for (TransferUse use : uses) {
            Integer index = order.get(use.transfer());
            if (index == null) {
                use.value()
                        .problem(
                                "\"" + use.value().name() + "\" names an unknown transfer \"" + use.transfer() + "\".",
                                Suggestion.among(use.transfer(), order.keySet()));
            } else if (index >= upTo) {
                use.value()
                        .problem(
                                "\"" + use.value().name() + "\" names \"" + use.transfer()
                                        + "\", which runs in a later phase.",
                                "Move the check to that phase.");
            }
        }
    }

    /** @param count the check's transfers */
    void checkOneTarget(Check.Count count, Position position) {
        List<TableName> targets = count.transfers().stream()
                .flatMap(name -> byName(name).stream())
                .map(Transfer::into)
                .distinct()
                .toList();
        if (targets.size() > 1) {
            problems.add(
                    position,
                    "check \"" + count.name() + "\" counts transfers into different tables (" + targets.get(0) + ", "
                            + targets.get(1) + ").",
                    "Write one check per target.");
        }
    }

    private void checkFollows(int index) {
        PlacedTransfer transfer = transfers.get(index);
        for (Follow follow : transfer.transfer().follows()) {
            Position position = transfer.place("follow." + follow.alias());
            Integer followed = order.get(follow.transfer());
            if (followed == null) {
                problems.add(
                        position,
                        "follow \"" + follow.alias() + "\" names an unknown transfer \"" + follow.transfer() + "\".",
                        Suggestion.among(follow.transfer(), order.keySet()));
                continue;
            }
            List<String> cycle = cycle(transfer.name(), follow.transfer(), new ArrayList<>());
            if (!cycle.isEmpty()) {
                problems.add(
                        position,
                        "transfers follow each other in a circle: " + transfer.name() + " → "
                                + String.join(" → ", cycle) + ".",
                        "Leave one of these columns out, and set it in a later migration.");
            } else if (followed >= index) {
                problems.add(
                        position,
                        "transfer \"" + transfer.name() + "\" follows \"" + follow.transfer()
                                + "\", which runs after it.",
                        "Move \"" + follow.transfer() + "\" before \"" + transfer.name() + "\".");
            }
            List<String> key = transfers.get(followed).transfer().key();
            if (!key.isEmpty() && key.size() != follow.expressions().size()) {
                problems.add(
                        position,
                        "follow \"" + follow.alias() + "\" must give a value for each of the " + key.size()
                                + " key columns of transfer \"" + follow.transfer() + "\", not "
                                + follow.expressions().size() + ".",
                        "Give one expression for each of: " + String.join(", ", key) + ".");
            }
        }
    }

    /** The way from one transfer back to another over what they follow; empty when there is none. */
    private List<String> cycle(String to, String from, List<String> way) {
        if (way.contains(from)) {
            return List.of();
        }
        List<String> longer = new ArrayList<>(way);
        longer.add(from);
        if (from.equals(to)) {
            return longer;
        }
        return byName(from).stream()
                .flatMap(transfer -> transfer.follows().stream())
                .map(follow -> cycle(to, follow.transfer(), longer))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private Optional<Transfer> byName(String name) {
        return Optional.ofNullable(order.get(name))
                .map(index -> transfers.get(index).transfer());
    }

    private void checkJoins(int index) {
        PlacedTransfer transfer = transfers.get(index);
        for (Join join : transfer.transfer().joins()) {
            Position position = transfer.place("join." + join.alias());
            Optional<PlacedTransfer> filler = transfers.subList(0, index).stream()
                    .filter(other -> same(other.transfer().into(), join.table()))
                    .findFirst();
            boolean source =
                    transfers.stream().anyMatch(other -> same(other.transfer().from(), join.table()));
            if (filler.isPresent()) {
                problems.add(
                        position,
                        "join \"" + join.alias() + "\" reads " + join.table() + ", which transfer \""
                                + filler.get().name() + "\" fills: a row that changes there would be missed.",
                        "Write instead: follow: { " + join.alias() + ": "
                                + filler.get().name() + "(<key of its source row>) }.");
            } else if (!source && !join.fixed() && !join.table().name().isEmpty()) {
                problems.add(
                        position,
                        "join \"" + join.alias() + "\" reads " + join.table()
                                + ", which no transfer moves, so a change there would be missed.",
                        "If nothing changes it while the plan runs, say static: true.");
            }
        }
    }

    private void checkCommonTarget(PlacedTransfer earlier, PlacedTransfer later) {
        Transfer a = earlier.transfer();
        Transfer b = later.transfer();
        if (a.into().name().isEmpty() || !same(a.into(), b.into())) {
            return;
        }
        boolean disjoint = a.columns().entrySet().stream()
                .anyMatch(column -> Optional.ofNullable(b.columns().get(column.getKey()))
                        .filter(other -> differ(column.getValue(), other))
                        .isPresent());
        boolean merged = b.onConflict().isPresent()
                && a.onConflict()
                        .map(conflict -> conflict.equals(b.onConflict().get()))
                        .orElse(true);
        if (!disjoint && !merged) {
            problems.add(
                    later.place("into"),
                    "transfers \"" + a.name() + "\" and \"" + b.name() + "\" both fill " + b.into()
                            + ", and nothing says what happens when their rows meet.",
                    "Merge them with the same on-conflict: { columns: [<key>], keep: existing }, or give each another constant in a key column.");
        }
    }

    private static boolean differ(String one, String other) {
        Optional<String> a = constant(one);
        Optional<String> b = constant(other);
        return a.isPresent() && b.isPresent() && !a.equals(b);
    }

    /** The value of an expression that is a constant, perhaps with a cast behind it. */
    private static Optional<String> constant(String expression) {
        try {
            List<Token> tokens = Lexer.significant("expression", expression);
            boolean cast = tokens.size() > 1 && tokens.get(1).isPunctuation("::");
            return tokens.stream()
                    .findFirst()
                    .filter(first -> tokens.size() == 1 || cast)
                    .filter(first -> first.kind() == TokenKind.STRING
                            || first.kind() == TokenKind.NUMBER
                            || first.isWord("true")
                            || first.isWord("false"))
                    .map(Token::text);
        } catch (SqlSyntaxException e) {
            return Optional.empty();
        }
    }

    static boolean same(TableName one, TableName other) {
        boolean sameSchema = one.schema().isEmpty()
                || other.schema().isEmpty()
                || one.schema().equals(other.schema());
        return sameSchema && one.name().equals(other.name());
    }
}
