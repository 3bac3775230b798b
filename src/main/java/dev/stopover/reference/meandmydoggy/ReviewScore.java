package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;

/** One mark of a review. */
@Entity
@IdClass(ReviewScore.Key.class)
@Table(name = "\"ReviewScores\"")
public class ReviewScore extends PanacheEntityBase {
    @Id
    @Column(name = "\"ReviewId\"", nullable = false)
    public UUID reviewId;

    @Id
    @Column(name = "\"Criterion\"", nullable = false)
    public String criterion;

    @Column(name = "\"Score\"", nullable = false)
    public short score;

    /** What makes a row the only one of its kind. */
    public record Key(UUID reviewId, String criterion) implements Serializable {}
}
