package dev.stopover.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What a result has to be read with: the machine, and how busy it was. */
final class Machine {
    private Machine() {}

    static void print() throws IOException {
        System.out.printf(
                Locale.ROOT,
                "%d processors, %d GiB of memory, Java %s, %s%n",
                Runtime.getRuntime().availableProcessors(),
                Math.round(kibibytes() / 1024.0 / 1024.0),
                System.getProperty("java.version"),
                BenchServer.settings());
        printLoad();
    }

    static void printLoad() throws IOException {
        System.out.println("load average: "
                + Files.readString(Path.of("/proc/loadavg")).strip().replaceAll("^(\\S+ \\S+ \\S+).*", "$1"));
    }

    private static long kibibytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/meminfo")).stream()
                .filter(line -> line.startsWith("MemTotal:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
