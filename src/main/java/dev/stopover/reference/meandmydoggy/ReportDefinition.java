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

/** A report that can be run. */
@Entity
@Table(name = "\"ReportDefinitions\"")
public class ReportDefinition extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"Name\"", nullable = false)
    public String name;

    @Column(name = "\"Description\"")
    public @Nullable String description;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "\"Definition\"", nullable = false)
    public String definition;

    @Column(name = "\"RequiredPermission\"")
    public @Nullable String requiredPermission;

    @Column(name = "\"CreatedBy\"")
    public @Nullable String createdBy;

    @Column(name = "\"CreatedAt\"", nullable = false)
    public Instant createdAt;

    @Column(name = "\"UpdatedAt\"", nullable = false)
    public Instant updatedAt;
}
