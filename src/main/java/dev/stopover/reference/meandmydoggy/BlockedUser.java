package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A user from whom another does not want to hear. */
@Entity
@IdClass(BlockedUser.Key.class)
@Table(name = "\"BlockedUsers\"")
public class BlockedUser extends PanacheEntityBase {
    @Id
    @Column(name = "\"BlockerId\"", nullable = false)
    public String blockerId;

    @Id
    @Column(name = "\"BlockedId\"", nullable = false)
    public String blockedId;

    @Column(name = "\"Reason\"")
    public @Nullable String reason;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;

    /** What makes a row the only one of its kind. */
    public record Key(String blockerId, String blockedId) implements Serializable {}
}
