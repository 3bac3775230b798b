package dev.stopover.reference.smarterfirms;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A law firm, the tenant of the application. */
@Entity
@Table(name = "`Firm`")
public class Firm extends PanacheEntityBase {
    @Id
    @Column(name = "id", nullable = false)
    public String id;

    @Column(name = "name", nullable = false)
    public String name;

    @Column(name = "`clioAccountId`")
    public @Nullable String clioAccountId;

    @Column(name = "timezone", nullable = false)
    public String timezone;

    @Column(name = "`isActive`", nullable = false)
    public boolean isActive;

    @Column(name = "`createdAt`", nullable = false)
    public Instant createdAt;

    @Column(name = "`updatedAt`", nullable = false)
    public Instant updatedAt;
}
