package dev.stopover.migration;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** The checksum that Flyway 12 records for a versioned SQL script: CRC-32 over its lines without their ends. */
final class FlywayChecksum {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private FlywayChecksum() {}

    static int of(String sql) {
        String text = !sql.isEmpty() && sql.charAt(0) == BYTE_ORDER_MARK ? sql.substring(1) : sql;
        CRC32 crc = new CRC32();
        text.lines().forEach(line -> crc.update(line.getBytes(StandardCharsets.UTF_8)));
        return (int) crc.getValue();
    }
}
