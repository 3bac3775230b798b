package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Users who talk with each other. */
@Entity
@Table(name = "\"Conversations\"")
public class Conversation extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"Type\"", nullable = false)
    public String type;

    @Column(name = "\"Title\"")
    public @Nullable String title;

    @Column(name = "\"CreatedBy\"")
    public @Nullable String createdBy;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;

    @Column(name = "\"ClosedAt\"")
    public @Nullable Instant closedAt;
}
