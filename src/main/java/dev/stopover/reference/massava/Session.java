package dev.stopover.reference.massava;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A user's session in a browser. */
@Entity
@Table(name = "new_sessions")
public class Session extends PanacheEntityBase {
    @Id
    @Column(name = "id", nullable = false)
    public String id;

    @Column(name = "session_token", nullable = false)
    public String sessionToken;

    @Column(name = "user_id", nullable = false)
    public String userId;

    @Column(name = "expires", nullable = false)
    public Instant expires;
}
