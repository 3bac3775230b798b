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

/** What a model thinks of something that somebody wrote. */
@Entity
@Table(name = "\"AiModerationResults\"")
public class AiModerationResult extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"EntityType\"", nullable = false)
    public String entityType;

    @Column(name = "\"EntityId\"", nullable = false)
    public String entityId;

    @Column(name = "\"ContentHash\"", nullable = false)
    public String contentHash;

    @Column(name = "\"Verdict\"", nullable = false)
    public String verdict;

    @Column(name = "\"Score\"", nullable = false)
    public BigDecimal score;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "\"Categories\"", nullable = false)
    public String categories;

    @Column(name = "\"ModelName\"", nullable = false)
    public String modelName;

    @Column(name = "\"ModelVersion\"", nullable = false)
    public String modelVersion;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;
}
