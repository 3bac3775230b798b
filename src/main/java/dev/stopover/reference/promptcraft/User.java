package dev.stopover.reference.promptcraft;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** Somebody who signs in. */
@Entity
@Table(name = "User")
public class User extends PanacheEntityBase {
    @Id
    @Column(name = "id", nullable = false)
    public String id;

    @Column(name = "email", nullable = false)
    public String email;

    @Column(name = "name")
    public @Nullable String name;

    @Column(name = "image")
    public @Nullable String image;

    @Column(name = "passwordHash")
    public @Nullable String passwordHash;

    @Column(name = "emailVerified")
    public @Nullable LocalDateTime emailVerified;

    @Column(name = "plan", nullable = false)
    public String plan;

    @Column(name = "createdAt", nullable = false)
    public LocalDateTime createdAt;

    @Column(name = "updatedAt", nullable = false)
    public LocalDateTime updatedAt;
}
