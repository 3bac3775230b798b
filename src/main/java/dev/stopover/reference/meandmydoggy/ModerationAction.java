package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a person decided about it. */
@Entity
@Table(name = "\"ModerationActions\"")
public class ModerationAction extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"ResultId\"", nullable = false)
    public UUID resultId;

    @Column(name = "\"ModeratorId\"")
    public @Nullable String moderatorId;

    @Column(name = "\"Action\"", nullable = false)
    public String action;

    @Column(name = "\"Reason\"")
    public @Nullable String reason;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;
}
