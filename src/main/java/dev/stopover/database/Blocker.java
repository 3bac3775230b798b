package dev.stopover.database;

import java.time.Duration;
import java.util.Optional;

/**
 * A session that another one waits for.
 *
 * @param user absent for a process of the server itself
 * @param application what the session calls itself; may be empty
 * @param backendType {@code client backend}, {@code autovacuum worker}, ... as in {@code pg_stat_activity}
 * @param queryAge how long ago the session's current or last query began
 * @param query that query, shortened
 */
public record Blocker(
        int pid,
        Optional<String> user,
        String application,
        String backendType,
        String state,
        Optional<Duration> queryAge,
        String query) {
    private static final String AUTOVACUUM = "autovacuum worker";
    private static final String WRAPAROUND = "(to prevent wraparound)";

    /** Whether this is an autovacuum that gives way to whoever waits longer than {@code deadlock_timeout}. */
    public boolean givesWay() {
        return backendType.equals(AUTOVACUUM) && !query.contains(WRAPAROUND);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("pid ").append(pid);
        user.ifPresent(name -> text.append(", user ").append(name));
        if (!application.isEmpty()) {
            text.append(", application ").append(application);
        }
        if (!backendType.equals("client backend")) {
            text.append(", ").append(backendType);
        }
        if (!state.isEmpty()) {
            text.append(", ").append(state);
        }
        queryAge.ifPresent(
                age -> text.append(", query began ").append(seconds(age)).append(" s ago"));
        return text.append(": ").append(query).toString();
    }

    private static String seconds(Duration age) {
        return "%d.%d".formatted(age.toSeconds(), age.toMillisPart() / 100);
    }
}
