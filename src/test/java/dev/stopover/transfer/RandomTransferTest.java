package dev.stopover.transfer;

import static dev.stopover.transfer.TransferBuilder.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stopover.history.Counts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomTransferTest {
    private static final int ROUNDS = 12;

    /** Key types, each with an expression that gives a different value for every {@code i}. */
    private static final List<String[]> KEYS = List.of(
            new String[] {"bigint", "i * 7919"},
            new String[] {"text", "'k' || md5(i::text)"},
            new String[] {"uuid", "md5(i::text)::uuid"},
            new String[] {"numeric(12, 3)", "i / 8.0"},
            new String[] {"timestamptz", "timestamptz '2024-01-01' + i * interval '7 seconds'"},
            new String[] {"bytea", "decode(md5(i::text), 'hex')"},
            new String[] {"int[]", "array[i % 5, i]"});

    private static final class Abort extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void endsWithTheContentOfOnePlainInsertWhateverInterruptsIt() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("RandomTransferTest seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            assertEndsAlike(random, "seed " + seed + " round " + round);
        }
    }

    private static void assertEndsAlike(Random random, String name) throws Exception {
        // Given
        int keys = 1 + random.nextInt(2);
        boolean view = random.nextInt(4) == 0;
        List<String[]> chosen = IntStream.range(0, keys)
                .mapToObj(i -> KEYS.get(random.nextInt(KEYS.size())))
                .toList();
        List<String> names = IntStream.range(0, keys).mapToObj(i -> "k" + i).toList();
        String columns = IntStream.range(0, keys)
                .mapToObj(i -> "k" + i + " " + chosen.get(i)[0])
                .collect(Collectors.joining(", "));
        String key = String.join(", ", names);
        String schema = """
                create table rows (%s, v text, n int, gone boolean, primary key (%s));
                insert into rows select %s, repeat('v', i %% 200), nullif(i %% 9, 0), i %% 13 = 0
                from generate_series(1, %d) i;
                delete from rows where n = 4;
                create table target (%s, v varchar(300), n bigint, primary key (%s));
                %s
                """.formatted(
                        columns,
                        key,
                        chosen.stream().map(k -> k[1]).collect(Collectors.joining(", ")),
                        random.nextInt(4000),
                        columns,
                        key,
                        view ? "create view source as table rows" : "alter table rows rename to source");
        TransferSettings settings = new TransferSettings(
                1 + random.nextInt(3),
                Duration.ofMillis(1 + random.nextInt(100)),
                1 + random.nextInt(300),
                400,
                1 + random.nextInt(20),
                Duration.ofSeconds(30));
        TransferBuilder transfer = transfer("rows")
                .key(view ? names.toArray(String[]::new) : new String[0])
                .where("not s.gone");
        names.forEach(column -> transfer.column(column, "s." + column));
        transfer.column("v", "upper(s.v)").column("n", "s.n");
        TransferFixture fixture =
                TransferFixture.with(schema).settings(settings).plan(transfer);

        // When
        List<Integer> aborts = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            aborts.add(1 + random.nextInt(4));
        }
        for (int after : aborts) {
            try {
                fixture.run(abortingAfter(after));
            } catch (Abort expected) {
                fixture.takeOver();
            }
        }
        fixture.run();

        // Then
        assertThat(fixture.difference(
                        "select " + key + ", upper(v), n::bigint from source where not gone",
                        "select " + key + ", v, n from target"))
                .as(name)
                .isEmpty();
        assertThat(fixture.counts("rows").inserted()).as(name).isEqualTo(fixture.number("select count(*) from target"));
    }

    private static TransferListener abortingAfter(int number) {
        return new TransferFixture.RecordingListener() {
            @Override
            public void chunkCommitted(String transfer, Counts counts, long millis) {
                super.chunkCommitted(transfer, counts, millis);
                if (chunks.size() >= number) {
                    throw new Abort();
                }
            }
        };
    }
}
