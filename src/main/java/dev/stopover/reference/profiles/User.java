package dev.stopover.reference.profiles;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Somebody who can sign in. */
@Entity
@Table(name = "\"User\"")
public class User extends PanacheEntityBase {
    @Id
    @Column(name = "\"id\"", nullable = false)
    public String id;

    @Column(name = "\"userId\"", nullable = false)
    public String userId;

    @Column(name = "\"name\"", nullable = false)
    public String name;

    @Column(name = "\"imageUrl\"", nullable = false)
    public String imageUrl;

    @Column(name = "\"email\"", nullable = false)
    public String email;

    @Column(name = "\"createdAt\"", nullable = false)
    public Instant createdAt;

    @Column(name = "\"updatedAt\"", nullable = false)
    public Instant updatedAt;
}
