package dev.stopover.reference.massava;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody who signs in or books, whatever their roles. */
@Entity
@Table(name = "users")
public class User extends PanacheEntityBase {
    @Id
    @Column(name = "id", nullable = false)
    public String id;

    @Column(name = "email", nullable = false)
    public String email;

    @Column(name = "name")
    public @Nullable String name;

    @Column(name = "phone")
    public @Nullable String phone;

    @Column(name = "password_hash")
    public @Nullable String passwordHash;

    @Column(name = "email_verified")
    public @Nullable Instant emailVerified;

    @Column(name = "image")
    public @Nullable String image;

    @Column(name = "locale", nullable = false)
    public String locale;

    @Column(name = "company_name")
    public @Nullable String companyName;

    @Column(name = "vat_id")
    public @Nullable String vatId;

    @Column(name = "marketing_consent", nullable = false)
    public boolean marketingConsent;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;

    @Column(name = "updated_at", nullable = false)
    public Instant updatedAt;
}
