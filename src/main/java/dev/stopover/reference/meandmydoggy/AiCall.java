package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A call of a model. */
@Entity
@Table(name = "\"AiUsage\"")
public class AiCall extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "\"Id\"", nullable = false)
    public Long id;

    @Column(name = "\"UserId\"")
    public @Nullable String userId;

    @Column(name = "\"Feature\"", nullable = false)
    public String feature;

    @Column(name = "\"ModelName\"", nullable = false)
    public String modelName;

    @Column(name = "\"PromptTokens\"", nullable = false)
    public int promptTokens;

    @Column(name = "\"CompletionTokens\"", nullable = false)
    public int completionTokens;

    @Column(name = "\"CostMicros\"", nullable = false)
    public long costMicros;

    @Column(name = "\"DurationMs\"", nullable = false)
    public int durationMs;

    @Column(name = "\"Succeeded\"", nullable = false)
    public boolean succeeded;

    @Column(name = "\"RequestedAt\"", nullable = false)
    public Instant requestedAt;
}
