package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A provider's answer to a review. */
@Entity
@Table(name = "\"ReviewResponses\"")
public class ReviewResponse extends PanacheEntityBase {
    @Id
    @Column(name = "\"ReviewId\"", nullable = false)
    public UUID reviewId;

    @Column(name = "\"ResponderId\"")
    public @Nullable String responderId;

    @Column(name = "\"Content\"", nullable = false)
    public String content;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;

    @Column(name = "\"UpdatedAt\"", nullable = false)
    public Instant updatedAt;
}
