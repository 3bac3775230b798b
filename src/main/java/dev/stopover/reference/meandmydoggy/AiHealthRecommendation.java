package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** What a model recommends for a dog. */
@Entity
@Table(name = "\"AiHealthRecommendations\"")
public class AiHealthRecommendation extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"DogId\"", nullable = false)
    public UUID dogId;

    @Column(name = "\"RequestedBy\"")
    public @Nullable String requestedBy;

    @Column(name = "\"Category\"", nullable = false)
    public String category;

    @Column(name = "\"Recommendation\"", nullable = false)
    public String recommendation;

    @Column(name = "\"Severity\"", nullable = false)
    public String severity;

    @Column(name = "\"Confidence\"", nullable = false)
    public BigDecimal confidence;

    @Column(name = "\"ModelName\"", nullable = false)
    public String modelName;

    @Column(name = "\"ModelVersion\"", nullable = false)
    public String modelVersion;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "\"Inputs\"", nullable = false)
    public String inputs;

    @Column(name = "\"Status\"", nullable = false)
    public String status;

    @Column(name = "\"ReviewedBy\"")
    public @Nullable String reviewedBy;

    @Column(name = "\"ReviewedAt\"")
    public @Nullable Instant reviewedAt;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;
}
