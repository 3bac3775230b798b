package dev.stopover.cipher;

import java.util.List;
import java.util.Map;

/** What a wrapped key is for; it is not unwrapped for anything else. */
public record KeyPurpose(String plan, String key) {
    /** As associated data of its encryption. */
    byte[] associated() {
        return SealedPlace.of(List.of("stopover key", plan, key));
    }

    /** As names and values that a service can log, and grant rights by. */
    Map<String, String> context() {
        return Map.of("stopover-plan", plan, "stopover-key", key);
    }
}
