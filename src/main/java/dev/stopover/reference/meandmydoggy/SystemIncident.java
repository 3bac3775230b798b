package dev.stopover.reference.meandmydoggy;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** When something was wrong for longer. */
@Entity
@Table(name = "\"SystemIncidents\"")
public class SystemIncident extends PanacheEntityBase {
    @Id
    @Column(name = "\"Id\"", nullable = false)
    public UUID id;

    @Column(name = "\"Component\"", nullable = false)
    public String component;

    @Column(name = "\"Title\"", nullable = false)
    public String title;

    @Column(name = "\"Severity\"", nullable = false)
    public String severity;

    @Column(name = "\"StartedAt\"", nullable = false)
    public Instant startedAt;

    @Column(name = "\"ResolvedAt\"")
    public @Nullable Instant resolvedAt;

    @Column(name = "\"ResolvedBy\"")
    public @Nullable String resolvedBy;

    @Column(name = "\"Summary\"")
    public @Nullable String summary;
}
