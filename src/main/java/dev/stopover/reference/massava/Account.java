package dev.stopover.reference.massava;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** A user's sign-in with an OAuth provider. */
@Entity
@Table(name = "new_accounts")
public class Account extends PanacheEntityBase {
    @Id
    @Column(name = "id", nullable = false)
    public String id;

    @Column(name = "user_id", nullable = false)
    public String userId;

    @Column(name = "type", nullable = false)
    public String type;

    @Column(name = "provider", nullable = false)
    public String provider;

    @Column(name = "provider_account_id", nullable = false)
    public String providerAccountId;

    @Column(name = "refresh_token")
    public @Nullable String refreshToken;

    @Column(name = "access_token")
    public @Nullable String accessToken;

    @Column(name = "expires_at")
    public @Nullable Integer expiresAt;

    @Column(name = "token_type")
    public @Nullable String tokenType;

    @Column(name = "scope")
    public @Nullable String scope;

    @Column(name = "id_token")
    public @Nullable String idToken;

    @Column(name = "session_state")
    public @Nullable String sessionState;
}
