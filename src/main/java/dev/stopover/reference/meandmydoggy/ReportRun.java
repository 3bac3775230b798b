package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One run of a report. */
@Entity
@Table(name = "\"ReportRuns\"")
public class ReportRun extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"ReportId\"", nullable = false)
    public UUID reportId;

    @Column(name = "\"RequestedBy\"")
    public @Nullable String requestedBy;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "\"Parameters\"", nullable = false)
    public String parameters;

    @Column(name = "\"Status\"", nullable = false)
    public String status;

    @Column(name = "\"ResultFileId\"")
    public @Nullable UUID resultFileId;

    @Column(name = "\"ErrorMessage\"")
    public @Nullable String errorMessage;

    @Column(name = "\"RequestedAt\"", nullable = false)
    public Instant requestedAt;

    @Column(name = "\"FinishedAt\"")
    public @Nullable Instant finishedAt;
}
