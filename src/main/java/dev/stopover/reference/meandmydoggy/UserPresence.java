package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether a user is there just now. */
@Entity
@Table(name = "\"UserPresence\"")
public class UserPresence extends PanacheEntityBase {
    @Id
    @Column(name = "\"UserId\"", nullable = false)
    public String userId;

    @Column(name = "\"Status\"", nullable = false)
    public String status;

    @Column(name = "\"StatusMessage\"")
    public @Nullable String statusMessage;

    @Column(name = "\"LastActiveAt\"", nullable = false)
    public Instant lastActiveAt;

    @Column(name = "\"UpdatedAt\"", nullable = false)
    public Instant updatedAt;
}
