package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.LocalDate;

/** A user's calls of models on a day. */
@Entity
@IdClass(AiUsageDay.Key.class)
@Table(name = "\"AiUsageDaily\"")
public class AiUsageDay extends PanacheEntityBase {
    @Id
    @Column(name = "\"UserId\"", nullable = false)
    public String userId;

    @Id
    @Column(name = "\"Day\"", nullable = false)
    public LocalDate day;

    @Id
    @Column(name = "\"Feature\"", nullable = false)
    public String feature;

    @Column(name = "\"Requests\"", nullable = false)
    public int requests;

    @Column(name = "\"Tokens\"", nullable = false)
    public long tokens;

    @Column(name = "\"CostMicros\"", nullable = false)
    public long costMicros;

    /** What makes a row the only one of its kind. */
    public record Key(String userId, LocalDate day, String feature) implements Serializable {}
}
