package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** What a probe said. */
@Entity
@Table(name = "\"SystemHealthChecks\"")
public class SystemHealthCheck extends PanacheEntityBase {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Column(name = "\"Id\"", nullable = false)
    public Long id;

    @Column(name = "\"Component\"", nullable = false)
    public String component;

    @Column(name = "\"Status\"", nullable = false)
    public String status;

    @Column(name = "\"ResponseMs\"")
    public @Nullable Integer responseMs;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "\"Details\"")
    public @Nullable String details;

    @Column(name = "\"CheckedAt\"", nullable = false)
    public Instant checkedAt;
}
