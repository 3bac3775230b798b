package dev.stopover.reference.profiles;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A role that a server has. */
@Entity
@Table(name = "\"Role\"")
public class Role extends PanacheEntityBase {
    @Id
    @Column(name = "\"id\"", nullable = false)
    public String id;

    @Column(name = "\"serverId\"", nullable = false)
    public String serverId;

    @Column(name = "\"name\"", nullable = false)
    public String name;

    @Column(name = "\"isDefault\"", nullable = false)
    public boolean isDefault;

    @Column(name = "\"createdAt\"", nullable = false)
    public Instant createdAt;
}
