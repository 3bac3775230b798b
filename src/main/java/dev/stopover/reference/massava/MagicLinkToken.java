package dev.stopover.reference.massava;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A sign-in link that was sent by e-mail, known by its hash. */
@Entity
@Table(name = "magic_link_tokens")
public class MagicLinkToken extends PanacheEntityBase {
    @Id
    @Column(name = "id", nullable = false)
    public String id;

    @Column(name = "email", nullable = false)
    public String email;

    @Column(name = "token_hash", nullable = false)
    public String tokenHash;

    @Column(name = "expires_at", nullable = false)
    public Instant expiresAt;

    @Column(name = "used_at")
    public @Nullable Instant usedAt;

    @Column(name = "created_at", nullable = false)
    public Instant createdAt;
}
